//! The text of a link: version, checksum, packing.

use data_encoding::BASE64URL_NOPAD;
use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use super::checksum::crc32;
use super::pasted::{self, Start, is_of_link};
use super::payload::Payload;
use super::payload2::Payload2;
use super::payload3::{self, Payload3};
use super::payload4::{self, Payload4};
use super::{Arrived, LinkError, MODEL_VERSION, Shared, data_hash, left_out};
use crate::domain::{Allocation, Build, Case, Issue, Noun, Place, Plan, Trouble, sort_by_key};

/// Chat programs cut links near 2,000 characters: longer ones are better sent as a file.
pub const COMFORTABLE_CHARS: usize = 2_000;
/// Longer texts are refused.
pub const LONGEST_CHARS: usize = 8_000;
/// As many scenarios fit a link: as many as are compared side by side.
pub const MOST_SCENARIOS: usize = 4;
/// The newest version that is read.
const NEWEST: u32 = 4;
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
    let (version, packed) = if all.iter().any(|s| payload4::needs(&s.edits)) {
        (4, postcard::to_allocvec(&Payload4::pack(first, all)?))
    } else if all.iter().any(|s| payload3::needs(&s.edits)) {
        (3, postcard::to_allocvec(&Payload3::pack(first, all)?))
    } else if all.len() == 1 && first.edits.added.is_empty() {
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

/// Reads a link's text, a whole address that ends in one, or a sentence in which it stands.
///
/// Whatever is no character of a link is passed over, and what follows its end: the checksum proves what is left.
/// `plans` gives the built-in plan of an id. One scenario at least comes back, [`MOST_SCENARIOS`] at most, all of one plan.
/// What a scenario names and the plan no longer has is left out and said in [`Arrived::left_out`].
/// Allocations come in the order of the plan; they have not been certified.
///
/// # Errors
/// Whatever keeps the text from giving what was written. A change of the plan's data since then is no error.
pub fn decode(
    pasted: &str,
    plans: &dyn Fn(&str) -> Option<Plan>,
) -> Result<Vec<Arrived>, LinkError> {
    let link = Link::read(pasted)?;
    match plans(link.plan()) {
        Some(plan) => link.open(&plan),
        None => Err(link.of_no_plan()),
    }
}

/// A link that was read and has not been opened on its plan: what it names need not be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The id of the plan they are all of.
    plan: String,
    /// One at least.
    all: Vec<Shared>,
}

impl Link {
    /// Reads a text as [`decode`] does, without any plan.
    ///
    /// # Errors
    /// Those of [`decode`] that have nothing to do with a plan.
    pub fn read(pasted: &str) -> Result<Link, LinkError> {
        let (version, packed) = unseal(pasted)?;
        let all = match version {
            1 => vec![read::<Payload>(&packed)?.unpack()?],
            2 => read::<Payload2>(&packed)?.unpack()?,
            3 => read::<Payload3>(&packed)?.unpack()?,
            _ => read::<Payload4>(&packed)?.unpack()?,
        };
        let plan = all.first().ok_or(LinkError::Malformed)?.plan.clone();
        Ok(Link { plan, all })
    }

    /// The id of the plan it is about.
    #[must_use]
    pub fn plan(&self) -> &str {
        &self.plan
    }

    /// That its plan is not here.
    #[must_use]
    pub fn of_no_plan(&self) -> LinkError {
        let id = self.plan.clone();
        LinkError::UnknownPlan { id }
    }

    /// What of it can be opened on its plan.
    ///
    /// # Errors
    /// [`LinkError::NotInPlan`] where it cannot be opened, [`LinkError::UnknownPlan`] where `plan` is another one.
    pub fn open(self, plan: &Plan) -> Result<Vec<Arrived>, LinkError> {
        if self.plan != plan.id {
            return Err(self.of_no_plan());
        }
        let hash = data_hash(plan);
        let one = self.all.len() == 1;
        let fitted = |(i, shared): (usize, Shared)| {
            arrived(plan, hash, shared).map_err(|mut issues| {
                if !one {
                    issues.iter_mut().for_each(|issue| of_scenario(issue, i));
                }
                LinkError::NotInPlan { issues }
            })
        };
        self.all.into_iter().enumerate().map(fitted).collect()
    }
}

/// What of a scenario can be opened on a plan.
fn arrived(plan: &Plan, hash: u64, mut shared: Shared) -> Result<Arrived, Vec<Issue>> {
    let mut left_out = left_out::fit(plan, &mut shared.edits)?;
    if let Some(allocation) = &mut shared.allocation {
        left_out::fit_builds(plan, allocation, &mut left_out);
        let builds = allocation.builds.iter().enumerate();
        let issues: Vec<Issue> = builds.flat_map(|(i, b)| build_issues(plan, i, b)).collect();
        if !issues.is_empty() {
            return Err(issues);
        }
        sort(plan, allocation);
    }
    if !left_out.is_empty() {
        // Proved of another scenario.
        shared.bound = None;
    }
    Ok(Arrived {
        data_changed: shared.data_hash != hash,
        model_changed: shared.model_version != MODEL_VERSION,
        shared,
        left_out,
    })
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
fn unseal(pasted: &str) -> Result<(u32, Vec<u8>), LinkError> {
    let text = pasted::plain(pasted);
    let mut refused = None;
    for start in pasted::starts(&text) {
        match opened(&start) {
            Ok(packed) => return Ok((start.version, packed)),
            Err(error) if start.expected => {
                refused.get_or_insert(error);
            }
            Err(_) => {}
        }
    }
    Err(refused.unwrap_or(LinkError::NoVersion))
}

/// What is packed where a link may begin.
fn opened(start: &Start<'_>) -> Result<Vec<u8>, LinkError> {
    if start.version > NEWEST {
        return Err(LinkError::Newer {
            found: start.version,
            known: NEWEST,
        });
    }
    let own = start.rest.chars().filter(|c| is_of_link(*c));
    let body: String = own.take(LONGEST_CHARS).collect();
    unpacked(&body)?.ok_or_else(|| why_damaged(start))
}

/// What a link holds that `body` begins with; none where it begins with none.
///
/// DEFLATE tells where it ends, so whatever stands behind it is not looked at.
fn unpacked(body: &str) -> Result<Option<Vec<u8>>, LinkError> {
    // Filled up to whole groups of four: what that adds stands behind the end of every link that is whole.
    let filled = format!("{body}{}", &"AAA"[..(4 - body.len() % 4) % 4]);
    let Ok(sealed) = BASE64URL_NOPAD.decode(filled.as_bytes()) else {
        return Ok(None);
    };
    let Some((checksum, deflated)) = sealed.split_first_chunk::<4>() else {
        return Ok(None);
    };
    let fits = |deflated: &[u8]| u32::from_le_bytes(*checksum) == crc32(deflated);
    match inflate(deflated) {
        Inflated::Whole { bytes, read } if fits(&deflated[..read]) => {
            let chars = ((checksum.len() + read) * 8).div_ceil(6);
            // The last character has no bits to spare: were one set, it would not be the character that was sent.
            let own = body.get(..chars).map(str::as_bytes);
            let is_whole = own.is_some_and(|own| BASE64URL_NOPAD.decode(own).is_ok());
            Ok(is_whole.then_some(bytes))
        }
        Inflated::TooLarge => {
            let own = (body.len() * 6 / 8).checked_sub(checksum.len());
            match own.and_then(|own| deflated.get(..own)) {
                Some(own) if fits(own) => Err(LinkError::TooLarge {
                    most: LARGEST_BYTES,
                }),
                _ => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

enum Inflated {
    Whole {
        bytes: Vec<u8>,
        /// Bytes that it was unpacked from.
        read: usize,
    },
    TooLarge,
    Broken,
}

fn inflate(deflated: &[u8]) -> Inflated {
    let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut state = Box::<DecompressorOxide>::default();
    let mut bytes = vec![0; deflated.len().saturating_mul(4).clamp(1, LARGEST_BYTES)];
    let (mut read, mut written) = (0, 0);
    loop {
        let rest = deflated.get(read..).unwrap_or_default();
        let (status, new_read, new_written) =
            decompress(&mut state, rest, &mut bytes, written, flags);
        read += new_read;
        written += new_written;
        match status {
            TINFLStatus::Done if read <= deflated.len() => {
                bytes.truncate(written);
                return Inflated::Whole { bytes, read };
            }
            TINFLStatus::HasMoreOutput if bytes.len() < LARGEST_BYTES => {
                bytes.resize((bytes.len() * 2).min(LARGEST_BYTES), 0);
            }
            TINFLStatus::HasMoreOutput => return Inflated::TooLarge,
            _ => return Inflated::Broken,
        }
    }
}

/// What to say of a link that is not whole: a character that stands in its middle and should not, or its length.
fn why_damaged(start: &Start<'_>) -> LinkError {
    let chars = start.rest.chars().filter(|c| is_of_link(*c)).count();
    let all = chars + start.version.to_string().len() + 1;
    if all > LONGEST_CHARS {
        return LinkError::TooLong {
            chars: all,
            most: LONGEST_CHARS,
        };
    }
    let foreign = |(_, c): &(usize, char)| !is_of_link(*c);
    match start.rest.chars().enumerate().find(foreign) {
        // Behind the end, as every chat appends it: the link before it was cut.
        Some((at, found)) if !"&?#=%".contains(found) && at + 1 < start.rest.chars().count() => {
            LinkError::NotBase64 { at, found }
        }
        _ => LinkError::Damaged,
    }
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
