//! One run. See [`stress`].

use std::process::ExitCode;

fn main() -> ExitCode {
    match stress::Settings::from_env().and_then(stress::run) {
        Ok(figures) => {
            println!("{figures}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
