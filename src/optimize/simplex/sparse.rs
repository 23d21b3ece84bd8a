//! Sparse lists, and vectors of which only the entries that are not zero are walked.

/// Entries below this are dropped.
pub(super) const TINY: f64 = 1e-13;

/// A sparse column or row: index, value.
pub type Sparse = Vec<(usize, f64)>;

/// Sparse lists one after another in flat arrays: quick to walk and to copy.
#[derive(Debug, Clone)]
pub(super) struct Flat {
    pub(super) start: Vec<u32>,
    pub(super) index: Vec<u32>,
    pub(super) value: Vec<f64>,
}

impl Default for Flat {
    fn default() -> Self {
        Flat {
            start: vec![0],
            index: Vec::new(),
            value: Vec::new(),
        }
    }
}

impl Flat {
    /// Lists as they are given.
    pub(super) fn of<'a>(lists: impl Iterator<Item = &'a Sparse>) -> Flat {
        let mut flat = Flat::default();
        for list in lists {
            flat.push(list.iter().copied());
        }
        flat
    }

    /// One more list.
    pub(super) fn push(&mut self, list: impl Iterator<Item = (usize, f64)>) {
        for (i, value) in list {
            self.index.push(i as u32);
            self.value.push(value);
        }
        self.start.push(self.index.len() as u32);
    }

    /// Entries in all lists.
    pub(super) fn entries(&self) -> usize {
        self.index.len()
    }

    /// The entries of one list.
    #[inline]
    pub(super) fn list(&self, i: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.start[i] as usize..self.start[i + 1] as usize;
        let index = self.index[range.clone()].iter();
        index
            .zip(&self.value[range])
            .map(|(i, value)| (*i as usize, *value))
    }

    /// Takes another's lists, keeping the memory.
    pub(super) fn copy(&mut self, other: &Flat) {
        self.start.clone_from(&other.start);
        self.index.clone_from(&other.index);
        self.value.clone_from(&other.value);
    }

    /// By index up to `size`: the lists that name it, with their values.
    pub(super) fn transposed(&self, size: usize) -> Flat {
        let mut start = vec![0_u32; size + 1];
        for i in &self.index {
            start[*i as usize + 1] += 1;
        }
        for i in 0..size {
            start[i + 1] += start[i];
        }
        let mut next = start.clone();
        let mut index = vec![0; self.index.len()];
        let mut value = vec![0.0; self.index.len()];
        for list in 0..self.start.len() - 1 {
            for (i, a) in self.list(list) {
                let at = next[i] as usize;
                (index[at], value[at]) = (list as u32, a);
                next[i] += 1;
            }
        }
        Flat {
            start,
            index,
            value,
        }
    }
}

/// A vector with a list of the places where it may not be zero.
#[derive(Debug, Clone, Default)]
pub struct Spread {
    /// By place.
    pub value: Vec<f64>,
    /// Places where it may not be zero, each once.
    pub at: Vec<u32>,
}

impl Spread {
    /// All zero, of this length.
    pub fn reset(&mut self, len: usize) {
        if self.value.len() == len {
            for i in self.at.drain(..) {
                self.value[i as usize] = 0.0;
            }
        } else {
            self.value = vec![0.0; len];
            self.at.clear();
        }
    }

    /// Sets a place that is still zero.
    pub fn set(&mut self, i: usize, value: f64) {
        self.value[i] = value;
        self.at.push(i as u32);
    }

    /// Lists every place that is not zero, after the values were written without it.
    pub fn list(&mut self) {
        self.at.clear();
        let filled = self.value.iter().enumerate().filter(|(_, x)| **x != 0.0);
        self.at.extend(filled.map(|(i, _)| i as u32));
    }

    /// Places and values that are not zero.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let all = self
            .at
            .iter()
            .map(|i| (*i as usize, self.value[*i as usize]));
        all.filter(|(_, x)| *x != 0.0)
    }

    /// Takes another's values, which are as many.
    pub fn copy(&mut self, other: &Spread) {
        self.reset(other.value.len());
        for (i, value) in other.iter() {
            self.set(i, value);
        }
    }
}

/// A set of numbers, walked in order while it grows ahead of the walk.
#[derive(Debug, Clone, Default)]
pub(super) struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// Room for numbers below `len`; empty if it was emptied before.
    pub(super) fn fit(&mut self, len: usize) {
        self.words.resize(len.div_ceil(64), 0);
    }

    #[inline]
    pub(super) fn set(&mut self, i: usize) {
        self.words[i >> 6] |= 1 << (i & 63);
    }

    /// The least number of at least `from`.
    #[inline]
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        let mut at = from >> 6;
        let mut word = self.words.get(at)? & (!0 << (from & 63));
        while word == 0 {
            at += 1;
            word = *self.words.get(at)?;
        }
        Some((at << 6) + word.trailing_zeros() as usize)
    }

    /// The largest number below `to`.
    #[inline]
    pub(super) fn before(&self, to: usize) -> Option<usize> {
        let last = to.checked_sub(1)?;
        let mut at = last >> 6;
        let mut word = self.words.get(at)? & (!0 >> (63 - (last & 63)));
        while word == 0 {
            at = at.checked_sub(1)?;
            word = self.words[at];
        }
        Some((at << 6) + 63 - word.leading_zeros() as usize)
    }

    /// Hands over every number in order and empties the set.
    pub(super) fn drain(&mut self, mut take: impl FnMut(usize)) {
        for (at, word) in self.words.iter_mut().enumerate() {
            let mut left = std::mem::take(word);
            while left != 0 {
                take((at << 6) + left.trailing_zeros() as usize);
                left &= left - 1;
            }
        }
    }
}
