//! Random numbers that are a function of seed, worker and step.

/// SplitMix64.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    /// The numbers of one step of one worker. How many of them another step took doesn't matter:
    /// that may depend on what other workers did.
    pub(crate) fn of_step(seed: u64, worker: usize, step: u64) -> Random {
        let mut random = Random(seed);
        for part in [worker as u64, step] {
            random = Random(random.next() ^ part);
        }
        random
    }

    /// The numbers of a step within another.
    pub(crate) fn of_key(key: i64) -> Random {
        Random(key as u64)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 up to `end`, which is left out.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    pub(crate) fn index(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    pub(crate) fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    /// What a sample is made of.
    pub(crate) fn id(&mut self) -> i64 {
        self.below(1 << 30) as i64
    }

    /// For [`of_key`](Self::of_key), small enough for OCaml's `int`.
    pub(crate) fn key(&mut self) -> i64 {
        (self.next() >> 2) as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers that others publish for SplitMix64: were they different ones tomorrow, no seed
    /// of today would repeat anything.
    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        let mut random = Random(1_234_567);
        let numbers = [(); 3].map(|()| random.next());
        let published =
            [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
        assert_eq!(numbers, published);
    }

    #[test]
    fn every_step_of_every_worker_has_its_own() {
        let mut seen = std::collections::BTreeSet::new();
        for seed in 0..4 {
            for worker in 0..8 {
                for step in 0..50 {
                    seen.insert(Random::of_step(seed, worker, step).next());
                }
            }
        }
        assert_eq!(seen.len(), 4 * 8 * 50);
    }
}
