//! The text of a link: version, checksum, packing.

use data_encoding::BASE64URL_NOPAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use super::checksum::crc32;
use super::payload::Payload;
use super::payload2::Payload2;
use super::{Arrived, LinkError, MODEL_VERSION, Shared, data_hash};
use crate::domain::{Allocation, Build, Case, Issue, Noun, Place, Plan, Trouble, sort_by_key};

/// Chat programs cut links near 2,000 characters: longer ones are better sent as a file.
pub const COMFORTABLE_CHARS: usize = 2_000;
/// Longer texts are refused.
pub const LONGEST_CHARS: usize = 8_000;
/// As many scenarios fit a link: as many as are compared side by side.
pub const MOST_SCENARIOS: usize = 4;
/// The newest version that is read.
const NEWEST: u32 = 2;
/// The most a link may unpack to, in bytes, so that a small text cannot fill the memory.
const LARGEST_BYTES: usize = 256 * 1024;
/// Links are short: the slowest level costs less than a millisecond.
const DEFLATE_LEVEL: u8 = 10;

/// A link's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Encoded {
    /// What follows the `#`: the version, a dot and a base64url text.
    pub text: String,
    /// Longer than [`COMFORTABLE_CHARS`]: offer a file as well.
    pub long: bool,
}

/// Writes the text of a link to one scenario: version 1 wherever that can hold it, so that older pages read it too.
///
/// An allocation is written in the order of the plan; cells named twice are added, empty ones left out.
///
/// # Errors
/// [`LinkError::UnknownPlan`] where `shared` is of another plan, [`LinkError::NotInPlan`] for everything `shared` names
/// and `plan` does not have, [`LinkError::TooLong`] and [`LinkError::TooLarge`] for what no link can hold.
pub fn encode(plan: &Plan, shared: &Shared) -> Result<Encoded, LinkError> {
    encode_all(plan, std::slice::from_ref(shared))
}

/// Writes the text of a link to one to [`MOST_SCENARIOS`] scenarios of a plan, stamped as the first of them is.
///
/// # Errors
/// Those of [`encode`]; [`LinkError::Malformed`] for no scenario or too many.
pub fn encode_all(plan: &Plan, all: &[Shared]) -> Result<Encoded, LinkError> {
    let first = all.first().ok_or(LinkError::Malformed)?;
    if all.len() > MOST_SCENARIOS {
        return Err(LinkError::Malformed);
    }
    if let Some(other) = all.iter().find(|s| s.plan != plan.id) {
        return Err(LinkError::UnknownPlan {
            id: other.plan.clone(),
        });
    }
    check_all(plan, all)?;
    let (version, packed) = if all.len() == 1 && first.edits.added.is_empty() {
        (1, postcard::to_allocvec(&Payload::pack(first)?))
    } else {
        (2, postcard::to_allocvec(&Payload2::pack(first, all)?))
    };
    let packed = packed.map_err(|_| LinkError::Malformed)?;
    if packed.len() > LARGEST_BYTES {
        return Err(LinkError::TooLarge {
            most: LARGEST_BYTES,
        });
    }
    let text = seal(version, &packed);
    match text.len() {
        chars if chars > LONGEST_CHARS => Err(LinkError::TooLong {
            chars,
            most: LONGEST_CHARS,
        }),
        chars => Ok(Encoded {
            text,
            long: chars > COMFORTABLE_CHARS,
        }),
    }
}

/// Reads a link's text, or a whole address that ends in one. White space that programs put in is skipped.
///
/// `plans` gives the built-in plan of an id. One scenario at least comes back, [`MOST_SCENARIOS`] at most, all of one plan.
/// Allocations come in the order of the plan; they have not been certified.
///
/// # Errors
/// Whatever keeps the text from giving exactly the scenario that was written. A change of the plan's data since then is
/// no error unless something that the link names is gone.
pub fn decode(
    fragment: &str,
    plans: &dyn Fn(&str) -> Option<Plan>,
) -> Result<Vec<Arrived>, LinkError> {
    let (version, packed) = unseal(fragment)?;
    let mut all = match version {
        1 => vec![read::<Payload>(&packed)?.unpack()?],
        _ => read::<Payload2>(&packed)?.unpack()?,
    };
    let first = all.first().ok_or(LinkError::Malformed)?;
    let plan = plans(&first.plan).ok_or_else(|| LinkError::UnknownPlan {
        id: first.plan.clone(),
    })?;
    check_all(&plan, &all)?;
    for allocation in all.iter_mut().filter_map(|s| s.allocation.as_mut()) {
        sort(&plan, allocation);
    }
    let hash = data_hash(&plan);
    let arrived = |shared: Shared| Arrived {
        data_changed: shared.data_hash != hash,
        model_changed: shared.model_version != MODEL_VERSION,
        shared,
    };
    Ok(all.into_iter().map(arrived).collect())
}

fn read<'a, T: serde::Deserialize<'a>>(packed: &'a [u8]) -> Result<T, LinkError> {
    let (payload, rest) =
        postcard::take_from_bytes::<T>(packed).map_err(|_| LinkError::Malformed)?;
    if rest.is_empty() {
        Ok(payload)
    } else {
        Err(LinkError::Malformed)
    }
}

fn seal(version: u32, packed: &[u8]) -> String {
    let deflated = compress_to_vec(packed, DEFLATE_LEVEL);
    let mut sealed = crc32(&deflated).to_le_bytes().to_vec();
    sealed.extend(deflated);
    format!("{version}.{}", BASE64URL_NOPAD.encode(&sealed))
}

/// The version of a text and what is packed in it.
fn unseal(fragment: &str) -> Result<(u32, Vec<u8>), LinkError> {
    let text = clean(fragment);
    let chars = text.chars().count();
    if chars > LONGEST_CHARS {
        return Err(LinkError::TooLong {
            chars,
            most: LONGEST_CHARS,
        });
    }
    let (version, body) = body(&text)?;
    let sealed = bytes(body)?;
    let (checksum, deflated) = sealed.split_first_chunk::<4>().ok_or(LinkError::Damaged)?;
    if u32::from_le_bytes(*checksum) != crc32(deflated) {
        return Err(LinkError::Damaged);
    }
    let unpacked = decompress_to_vec_with_limit(deflated, LARGEST_BYTES);
    let unpacked = unpacked.map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => LinkError::TooLarge {
            most: LARGEST_BYTES,
        },
        _ => LinkError::Damaged,
    })?;
    Ok((version, unpacked))
}

/// What follows the last `#`, without the breaks and invisible signs that mail and chat programs put in.
fn clean(fragment: &str) -> String {
    let text = fragment.rsplit('#').next().unwrap_or(fragment);
    let invisible =
        |c: &char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}');
    text.chars().filter(|c| !invisible(c)).collect()
}

fn body(text: &str) -> Result<(u32, &str), LinkError> {
    let (version, body) = text.split_once('.').ok_or(LinkError::NoVersion)?;
    match version.parse() {
        Ok(version @ 1..=NEWEST) => Ok((version, body)),
        Ok(found) if found > NEWEST => Err(LinkError::Newer {
            found,
            known: NEWEST,
        }),
        _ => Err(LinkError::NoVersion),
    }
}

fn bytes(body: &str) -> Result<Vec<u8>, LinkError> {
    let in_alphabet = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if let Some((at, found)) = body.chars().enumerate().find(|(_, c)| !in_alphabet(*c)) {
        return Err(LinkError::NotBase64 { at, found });
    }
    BASE64URL_NOPAD
        .decode(body.as_bytes())
        .map_err(|_| LinkError::Damaged)
}

fn check_all(plan: &Plan, all: &[Shared]) -> Result<(), LinkError> {
    let mut issues = Vec::new();
    for (i, shared) in all.iter().enumerate() {
        let mut own = Case::new(plan, &shared.edits).err().unwrap_or_default();
        for (i, build) in shared.allocation.iter().flat_map(|a| &a.builds).enumerate() {
            own.extend(build_issues(plan, i, build));
        }
        if all.len() > 1 {
            own.iter_mut().for_each(|issue| of_scenario(issue, i));
        }
        issues.extend(own);
    }
    if issues.is_empty() {
        Ok(())
    } else {
        Err(LinkError::NotInPlan { issues })
    }
}

/// Says which of several scenarios an issue is about.
fn of_scenario(issue: &mut Issue, i: usize) {
    if let Place::Path(path) = &mut issue.place {
        *path = format!("scenarios[{i}].{path}");
    }
}

fn build_issues(plan: &Plan, i: usize, build: &Build) -> Vec<Issue> {
    let unknown = |noun, id: &str| Trouble::Unknown {
        noun,
        id: id.to_owned(),
    };
    let mut issues = Vec::new();
    if !plan.region.units.iter().any(|u| u.id == build.unit) {
        let trouble = unknown(Noun::Unit, &build.unit.0);
        issues.push(Issue::at(format!("allocation[{i}].unit"), trouble));
    }
    if !plan.measures.iter().any(|m| m.id == build.measure) {
        let trouble = unknown(Noun::Measure, &build.measure.0);
        issues.push(Issue::at(format!("allocation[{i}].measure"), trouble));
    }
    if !plan.horizon.periods.iter().any(|p| p.first == build.year) {
        let trouble = unknown(Noun::Year, &build.year.to_string());
        issues.push(Issue::at(format!("allocation[{i}].year"), trouble));
    }
    if build.n < 0 {
        let value = build.n.to_string();
        issues.push(Issue::at(
            format!("allocation[{i}].n"),
            Trouble::Negative { value },
        ));
    }
    issues
}

fn sort(plan: &Plan, allocation: &mut Allocation) {
    let unit = |b: &Build| plan.region.units.iter().position(|u| u.id == b.unit);
    let measure = |b: &Build| plan.measures.iter().position(|m| m.id == b.measure);
    let keys: Vec<_> = allocation
        .builds
        .iter()
        .map(|b| (unit(b), measure(b), b.year))
        .collect();
    let mut order: Vec<usize> = (0..keys.len()).collect();
    sort_by_key(&mut order, |i| keys[*i]);
    allocation.builds = order
        .into_iter()
        .map(|i| allocation.builds[i].clone())
        .collect();
}
