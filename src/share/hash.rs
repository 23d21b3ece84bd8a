//! A fingerprint of a plan's data.

use std::io;

use crate::domain::Plan;

/// Returns the 64-bit FNV-1a hash of the plan's compact JSON.
///
/// The same on every machine and for every layout of the file. It is made of JSON, where a field that is left out leaves
/// no trace, so that a new optional field in the domain does not change the hash of every plan. Every change of the data
/// changes it, names and sources included. Cost: one pass, about 1 ms for 23 units.
#[must_use]
pub fn data_hash(plan: &Plan) -> u64 {
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    write(plan, &mut hash);
    hash.0
}

/// A plan as the compact JSON that the workers read.
#[must_use]
pub fn plan_text(plan: &Plan) -> String {
    let mut text = Vec::new();
    write(plan, &mut text);
    String::from_utf8(text).expect("JSON is UTF-8")
}

/// One writer for all: what turns a plan into JSON is compiled once for each kind of writer, at 15 KB.
fn write(plan: &Plan, to: &mut dyn io::Write) {
    serde_json::to_writer(to, plan)
        .expect("a plan has string keys only and the writer never fails");
}

struct Fnv(u64);

impl io::Write for Fnv {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let prime = 0x0000_0100_0000_01b3;
        self.0 = bytes.iter().fold(self.0, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(prime)
        });
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::super::sample;
    use super::*;

    /// The test vector of the FNV reference.
    #[test]
    fn agrees_with_the_published_vector() {
        let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
        hash.write_all(b"foobar").unwrap();
        assert_eq!(hash.0, 0x8594_4171_f739_67e8);
    }

    #[test]
    fn every_number_counts() {
        let plan = sample::plan(3, 2, 2);
        let mut other = plan.clone();
        other.measures[1].cost.value.0 += 1;
        assert_eq!(data_hash(&plan), data_hash(&plan.clone()));
        assert_ne!(data_hash(&plan), data_hash(&other));
    }
}
