//! A run: the workers begin, the time passes, the books are balanced.

use std::fmt::Write;
use std::sync::atomic::Ordering;
use std::time::Duration;

use ocaml_interop::{OCamlInt, OCamlRuntime, ocaml};

use crate::boxed::boxes;
use crate::kept::roots;
use crate::memory::{live_bytes, resident_kib};
use crate::operation::Operation;
use crate::settings::Settings;
use crate::status::{Status, on_panic, watch};
use crate::worker::Seat;
use crate::world::World;

ocaml! {
    fn heap_words() -> OCamlInt;
    fn full_major();
    fn forget();
}

/// What may be left in Rust's heap: buffers of the standard library's.
const LEFT_BYTES: isize = 64 << 10;
/// By how much OCaml's heap may have grown: it keeps pools of 4096 words each, a pool or some for
/// each size of block, and on 5.1 isn't compacted.
const LEFT_WORDS: i64 = 256 << 10;
/// What may have been resident at once, in KiB.
const RESIDENT: u64 = 1 << 20;

/// Runs the workers, and gives a line of figures.
///
/// # Errors
/// What failed, and the command line that repeats it.
pub fn run(settings: Settings) -> Result<String, String> {
    let repeat = settings.command_line();
    eprintln!("{repeat}");
    let guard = OCamlRuntime::init().map_err(|error| error.to_string())?;
    let kinds = [
        (Seat::RustThread, settings.threads),
        (Seat::Domain, settings.domains),
        (Seat::OCamlDomain, settings.domains.div_ceil(4)),
        (Seat::Systhread, settings.threads.div_ceil(8)),
    ];
    let seats: Vec<Seat> =
        kinds.iter().flat_map(|(seat, count)| std::iter::repeat_n(*seat, *count)).collect();
    let mut statuses: Vec<_> = seats.iter().map(|seat| Status::new(seat.name())).collect();
    statuses.push(Status::new("the end of the run"));
    let world = World::create(settings, statuses);
    std::panic::set_hook(Box::new(on_panic));
    let words = OCamlRuntime::with_domain_lock(words);
    let bytes = live_bytes();
    // It would count as left: it lasts as long as the process.
    let watchdog = std::thread::Builder::new().name("watchdog".to_owned());
    watchdog.spawn(|| watch(world)).map_err(|error| error.to_string())?;

    std::thread::scope(|scope| {
        for (number, seat) in seats.iter().enumerate() {
            scope.spawn(move || seat.occupy(number));
        }
        let end = Duration::from_secs(world.settings.seconds);
        while world.begun.elapsed() < end && !world.stopped() {
            std::thread::sleep(Duration::from_millis(10));
        }
        world.stop();
    });
    if world.failures() == 0 {
        balance(world, words, bytes);
    }
    drop(guard);
    match world.failures() {
        0 => Ok(figures(world)),
        count => Err(format!("{count} failures; repeat: {repeat}")),
    }
}

fn words(cr: &mut OCamlRuntime) -> i64 {
    heap_words(cr).to_rust(cr)
}

/// Lets go of everything, and checks that nothing is left.
fn balance(world: &'static World, words_before: i64, bytes_before: isize) {
    let status = world.workers.last().expect("the run's own");
    status.set_running(true);
    // Destructors make garbage, and finalisers run when OCaml code does.
    let balanced = |(made, dropped): (u64, u64)| made == dropped;
    for _ in 0..20 {
        world.clear();
        OCamlRuntime::with_domain_lock(|cr| {
            forget(cr);
            full_major(cr);
        });
        if balanced(boxes()) && balanced(roots()) {
            break;
        }
    }
    let expect = |what: &str, holds: bool, found: String| {
        if !holds {
            world.fail(&format!("at the end: {what}: {found}"));
        }
    };
    let (made, dropped) = boxes();
    expect("all boxes are dropped", made == dropped, format!("{made} made, {dropped} dropped"));
    let (made, dropped) = roots();
    expect("all roots are dropped", made == dropped, format!("{made} made, {dropped} dropped"));
    let left = OCamlRuntime::with_domain_lock(words) - words_before;
    expect("OCaml's heap is as it was", left < LEFT_WORDS, format!("{left} words more"));
    let left = live_bytes() - bytes_before;
    expect("Rust's heap is as it was", left < LEFT_BYTES, format!("{left} bytes more"));
    let resident = resident_kib("VmHWM").unwrap_or(0);
    expect("resident memory is bounded", resident < RESIDENT, format!("{resident} KiB"));
    status.set_running(false);
}

/// One line for people and for the log.
fn figures(world: &World) -> String {
    let settings = &world.settings;
    let count = |number: &std::sync::atomic::AtomicU64| number.load(Ordering::Relaxed);
    let steps = world.steps.iter().zip(Operation::names());
    let steps: Vec<_> = steps.map(|(steps, name)| (count(steps), *name)).collect();
    let mut line = format!(
        "STRESS seed {}: {} domains and {} threads at once, {:.1} s, {} operations, \
         {} values checked, {} domains and {} threads started, {} boxes, {} roots, \
         at most {} MiB resident; operations:",
        settings.seed,
        settings.domains + settings.domains.div_ceil(4),
        settings.threads + settings.threads.div_ceil(8),
        world.begun.elapsed().as_secs_f64(),
        steps.iter().map(|(steps, _)| steps).sum::<u64>(),
        count(&world.values),
        count(&world.domains),
        count(&world.threads),
        boxes().0,
        roots().0,
        resident_kib("VmHWM").unwrap_or(0) >> 10,
    );
    for (steps, name) in steps {
        let _ = write!(line, " {name} {steps}");
    }
    line
}
