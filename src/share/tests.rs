//! Links that come back as they went, and links that must not come back.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use crate::domain::{
    Allocation, Build, Decimal, Edits, FieldId, Noun, PathId, Pin, Plan, TargetEdit, TargetId,
    Trouble, Yuan,
};
use crate::optimize::Points;

const UNITS: usize = 23;
const MEASURES: usize = 8;
/// The most a source may have in a year.
const LARGEST: i64 = 10_000_000_000_000;

fn plan() -> Plan {
    sample::plan(UNITS, MEASURES, 3)
}

fn read(text: &str) -> Result<Arrived, LinkError> {
    let mut all = read_all(text)?;
    assert_eq!(all.len(), 1);
    Ok(all.remove(0))
}

fn read_all(text: &str) -> Result<Vec<Arrived>, LinkError> {
    decode(text, &|id| (id == "sample").then(plan))
}

/// What came out of a link, without what has changed since.
fn carried(text: &str) -> Vec<Shared> {
    let arrived = read_all(text).expect("a link that was made here");
    arrived.into_iter().map(|a| a.shared).collect()
}

fn some_scenario() -> Shared {
    let edits = Edits {
        budget: BTreeMap::from([(2023, Yuan(75_000_000))]),
        fairness: Some(Decimal::ONE),
        ..Edits::default()
    };
    let build = |unit, measure, year, n| Build {
        unit: sample::unit_id(unit).as_str().into(),
        measure: sample::measure_id(measure).as_str().into(),
        year,
        n,
    };
    let builds = vec![
        build(0, 1, 2022, 3),
        build(4, 0, 2024, 1),
        build(4, 1, 2023, 12),
    ];
    Shared {
        allocation: Some(Allocation { builds }),
        score: Some(Points(87_654_321_098)),
        ..Shared::of(&plan(), edits, "spring".to_owned())
    }
}

fn decimal(most: i64) -> impl Strategy<Value = Decimal> {
    (0..=most).prop_map(|micro| Decimal { micro })
}

fn by_field() -> impl Strategy<Value = BTreeMap<FieldId, Decimal>> {
    let field = prop_oneof![Just(FieldId::from("f")), Just(FieldId::from("g"))];
    prop::collection::btree_map(field, decimal(100_000_000), 0..3)
}

/// At most one pin of a measure in a unit, so that pins never contradict each other.
fn pins() -> impl Strategy<Value = Vec<Pin>> {
    let pin = |((unit, measure), (year, n)): ((usize, usize), (Option<i32>, i64))| Pin {
        unit: sample::unit_id(unit).as_str().into(),
        measure: sample::measure_id(measure).as_str().into(),
        year,
        n,
        at_least: n % 3 == 0,
    };
    let cell = (0..UNITS, 0..MEASURES);
    prop::collection::btree_map(cell, (prop::option::of(2022..2025), 0..100_i64), 0..5)
        .prop_map(move |cells| cells.into_iter().map(pin).collect())
}

prop_compose! {
    fn target()(
        level in prop::option::of(decimal(1_000_000_000)),
        weight in prop::option::of(decimal(1_000_000)),
        hard in prop::option::of(any::<bool>()),
    ) -> TargetEdit {
        TargetEdit { levels: level.map(|level| (2024, level)).into_iter().collect(), weight, hard }
    }
}

prop_compose! {
    fn edits()(
        budget in prop::collection::btree_map(2022..2025, (0..10_000_000_000_000_i64).prop_map(Yuan), 0..4),
        added in prop::option::of((2022..2025, 0..10_000_000_000_000_i64)),
        target in prop::option::of(target()),
        field_weights in by_field(),
        fairness in prop::option::of(decimal(100_000_000)),
        low in any::<bool>(),
        cost_factor in prop::option::of(decimal(100_000_000)),
        field_costs in by_field(),
        pins in pins(),
        idle in prop::option::of(decimal(100_000_000)),
        running_most in prop::option::of((0..10_000_000_000_000_i64).prop_map(Yuan)),
        idle_most in prop::option::of(decimal(100_000_000)),
    ) -> Edits {
        let targets = target.map(|t| (TargetId::from("T1"), t)).into_iter().collect();
        // Within the largest budget together with what the year has.
        let room = |(year, yuan): (i32, i64)| (year, Yuan(yuan.min(LARGEST - budget.get(&year).map_or(50_000_000, |y: &Yuan| y.0))));
        let added = added.map(room).map(|one| ("own".into(), BTreeMap::from([one]))).into_iter().collect();
        let path = low.then(|| PathId::from("low"));
        Edits { budget, added, targets, field_weights, fairness, path, cost_factor, field_costs, pins, idle, running_most, idle_most }
    }
}

fn allocation() -> impl Strategy<Value = Allocation> {
    let cell = (0..UNITS, 0..MEASURES, 2022..2025);
    let build = |((unit, measure, year), n)| Build {
        unit: sample::unit_id(unit).as_str().into(),
        measure: sample::measure_id(measure).as_str().into(),
        year,
        n,
    };
    prop::collection::btree_map(cell, 1..1_000_000_i64, 0..60).prop_map(move |cells| Allocation {
        builds: cells.into_iter().map(build).collect(),
    })
}

prop_compose! {
    fn shared()(
        edits in edits(),
        name in ".{0,20}",
        allocation in prop::option::of(allocation()),
        score in prop::option::of(any::<i64>().prop_map(Points)),
        bound in prop::option::of(any::<i64>().prop_map(Points)),
        data_hash in any::<u64>(),
        model_version in any::<u32>(),
    ) -> Shared {
        Shared { plan: "sample".to_owned(), edits, name, allocation, score, bound, data_hash, model_version }
    }
}

proptest! {
    #[test]
    fn a_link_comes_back_as_it_went(shared in shared()) {
        let text = encode(&plan(), &shared).unwrap().text;
        prop_assert_eq!(read(&text).unwrap().shared, shared);
    }

    #[test]
    fn a_comparison_comes_back_as_it_went(all in prop::collection::vec(shared(), 1..=MOST_SCENARIOS)) {
        let stamp = (all[0].data_hash, all[0].model_version);
        let stamped = |s: Shared| Shared { data_hash: stamp.0, model_version: stamp.1, ..s };
        let all: Vec<Shared> = all.into_iter().map(stamped).collect();
        prop_assert_eq!(carried(&encode_all(&plan(), &all).unwrap().text), all);
    }

    #[test]
    fn an_altered_comparison_is_refused(all in prop::collection::vec(shared(), 2..=MOST_SCENARIOS), at in any::<prop::sample::Index>(), to in "[0-9A-Za-z_.#~-]") {
        let text = encode_all(&plan(), &all).unwrap().text;
        let at = at.index(text.len());
        let altered = format!("{}{to}{}", &text[..at], &text[at + 1..]);
        prop_assume!(altered != text);
        prop_assert!(read_all(&altered).is_err());
    }

    #[test]
    fn an_altered_link_is_refused(shared in shared(), at in any::<prop::sample::Index>(), to in "[0-9A-Za-z_.#~-]") {
        let text = encode(&plan(), &shared).unwrap().text;
        let at = at.index(text.len());
        let altered = format!("{}{to}{}", &text[..at], &text[at + 1..]);
        prop_assume!(altered != text);
        prop_assert!(read(&altered).is_err());
    }

    #[test]
    fn any_text_is_read_without_panic(text in "[12]\\.[0-9A-Za-z_-]{0,200}") {
        prop_assert!(read(&text).is_err());
    }
}

#[test]
fn every_character_matters() {
    let text = encode(&plan(), &some_scenario()).unwrap().text;
    for at in 0..text.len() {
        for to in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.# ".chars() {
            let altered = format!("{}{to}{}", &text[..at], &text[at + 1..]);
            assert!(altered == text || read(&altered).is_err(), "{altered}");
        }
    }
}

fn three() -> Vec<Shared> {
    let bare = Shared::of(&plan(), Edits::default(), "bare".to_owned());
    let mut more = some_scenario();
    more.edits.added = BTreeMap::from([("own".into(), BTreeMap::from([(2024, Yuan(-5))]))]);
    more.bound = Some(Points(90_000_000_000));
    if let Some(allocation) = &mut more.allocation {
        allocation.builds.remove(1);
        allocation.builds[0].n = 1;
    }
    vec![bare, some_scenario(), more]
}

#[test]
fn only_what_version_1_cannot_hold_goes_out_as_version_2() {
    let version = |all: &[Shared]| encode_all(&plan(), all).unwrap().text[..2].to_owned();
    let three = three();
    assert_eq!(version(&three[..1]), "1.");
    assert_eq!(version(&three[2..]), "2.");
    assert_eq!(version(&three[..2]), "2.");
    assert_eq!(carried(&encode_all(&plan(), &three).unwrap().text), three);
}

#[test]
fn a_comparison_has_one_to_four_scenarios_of_its_plan() {
    let five = vec![some_scenario(); MOST_SCENARIOS + 1];
    assert_eq!(encode_all(&plan(), &five), Err(LinkError::Malformed));
    assert_eq!(encode_all(&plan(), &[]), Err(LinkError::Malformed));
    let mut other = three();
    other[1].plan = "other".to_owned();
    let id = "other".to_owned();
    assert_eq!(
        encode_all(&plan(), &other),
        Err(LinkError::UnknownPlan { id })
    );
}

#[test]
fn what_does_not_fit_the_plan_says_which_scenario() {
    let mut all = three();
    all[2].edits.added = BTreeMap::from([("gold".into(), BTreeMap::new())]);
    let Err(LinkError::NotInPlan { issues }) = encode_all(&plan(), &all) else {
        panic!("a source that the plan does not have")
    };
    let place = crate::domain::Place::Path("scenarios[2].edits.added.gold".to_owned());
    assert_eq!(
        issues.iter().map(|i| &i.place).collect::<Vec<_>>(),
        [&place]
    );
}

#[test]
fn a_cut_comparison_is_refused() {
    let text = encode_all(&plan(), &three()).unwrap().text;
    for length in 0..text.len() {
        assert!(
            read_all(&text[..length]).is_err(),
            "the first {length} characters"
        );
    }
    // The text of one version under the number of the other.
    let one = encode(&plan(), &some_scenario()).unwrap().text;
    assert!(read_all(&one.replacen("1.", "2.", 1)).is_err());
    assert!(read_all(&text.replacen("2.", "1.", 1)).is_err());
}

#[test]
fn every_cut_is_refused() {
    let text = encode(&plan(), &some_scenario()).unwrap().text;
    for length in 0..text.len() {
        assert!(
            read(&text[..length]).is_err(),
            "the first {length} characters"
        );
        assert!(
            read(&text[text.len() - length..]).is_err(),
            "the last {length} characters"
        );
    }
    assert_eq!(read(&text[..text.len() / 2]), Err(LinkError::Damaged));
}

#[test]
fn a_whole_address_with_line_breaks_is_read() {
    let text = encode(&plan(), &some_scenario()).unwrap().text;
    let (head, tail) = text.split_at(40);
    let pasted = format!(" https://example.org/dabiao/#{head}\r\n{tail}\u{200b}\n");
    assert_eq!(read(&pasted).unwrap().shared, some_scenario());
}

#[test]
fn changed_data_and_another_model_are_said() {
    let shared = Shared {
        data_hash: 1,
        model_version: MODEL_VERSION + 1,
        ..some_scenario()
    };
    let arrived = read(&encode(&plan(), &shared).unwrap().text).unwrap();
    assert!(arrived.data_changed && arrived.model_changed);
    let arrived = read(&encode(&plan(), &some_scenario()).unwrap().text).unwrap();
    assert!(!arrived.data_changed && !arrived.model_changed);
}

#[test]
fn a_plan_in_another_order_changes_no_meaning() {
    let text = encode(&plan(), &some_scenario()).unwrap().text;
    let mut reordered = plan();
    reordered.region.units.reverse();
    reordered.measures.rotate_left(3);
    let arrived = decode(&text, &|_| Some(reordered.clone()))
        .unwrap()
        .remove(0);
    let sorted = |shared: Shared| {
        let mut builds = shared.allocation.unwrap().builds;
        builds.sort_by_key(|b| (b.unit.clone(), b.measure.clone(), b.year));
        builds
    };
    assert!(arrived.data_changed);
    assert_eq!(sorted(arrived.shared), sorted(some_scenario()));
}

#[test]
fn what_the_plan_no_longer_has_is_named() {
    let text = encode(&plan(), &some_scenario()).unwrap().text;
    let mut smaller = plan();
    smaller.measures.remove(0);
    let arrived = decode(&text, &|_| Some(smaller.clone())).unwrap().remove(0);
    let gone = |noun, id: &str| Trouble::Unknown {
        noun,
        id: id.to_owned(),
    };
    assert_eq!(arrived.left_out, [gone(Noun::Measure, "measure_0")]);
    let left = arrived.shared.allocation.unwrap().builds;
    assert_eq!(
        left.len(),
        some_scenario().allocation.unwrap().builds.len() - 1
    );
    assert_eq!(
        decode(&text, &|_| None),
        Err(LinkError::UnknownPlan {
            id: "sample".to_owned()
        })
    );
}

#[test]
fn other_texts_are_refused_for_their_own_reason() {
    let too_long = format!("1.{}", "A".repeat(LONGEST_CHARS));
    let cases = [
        ("", LinkError::NoVersion),
        ("workbench", LinkError::NoVersion),
        ("x.AAAA", LinkError::NoVersion),
        ("0.AAAA", LinkError::NoVersion),
        ("2.AAAA", LinkError::Damaged),
        ("3.AAAA", LinkError::Damaged),
        ("4.AAAA", LinkError::Damaged),
        ("5.AAAA", LinkError::Newer { found: 5, known: 4 }),
        ("1.AA*A", LinkError::NotBase64 { at: 2, found: '*' }),
        ("1.", LinkError::Damaged),
        ("1.AAAAA", LinkError::Damaged),
        (
            &too_long,
            LinkError::TooLong {
                chars: LONGEST_CHARS + 2,
                most: LONGEST_CHARS,
            },
        ),
    ];
    for (text, error) in cases {
        assert_eq!(read(text), Err(error), "{text:.20}");
    }
}

#[test]
fn a_link_beyond_its_limits_is_not_written() {
    let named = |name: String| {
        encode(
            &plan(),
            &Shared {
                name,
                ..some_scenario()
            },
        )
    };
    let mut state = 1_u64;
    let mut noise = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        char::from(b'!' + (state >> 33) as u8 % 90)
    };
    let noise: String = (0..9_000).map(|_| noise()).collect();
    assert!(matches!(named(noise), Err(LinkError::TooLong { .. })));
    assert!(matches!(
        named("a".repeat(300_000)),
        Err(LinkError::TooLarge { .. })
    ));
}

/// Prints the sizes that the documentation of this room quotes.
#[test]
fn a_full_allocation_stays_short() {
    let plan = sample::plan(23, 41, 3);
    let cells = (0..23).flat_map(|u| (0..41).flat_map(move |m| (0..3).map(move |p| (u, m, p))));
    let hash = |(u, m, p): (usize, usize, usize)| (u * 7_919 + m * 104_729 + p * 1_299_709) % 1_009;
    let build = |(u, m, p): (usize, usize, usize)| Build {
        unit: sample::unit_id(u).as_str().into(),
        measure: sample::measure_id(m).as_str().into(),
        year: 2022 + p as i32,
        n: 1 + (hash((m, u, p)) % 4) as i64,
    };
    let builds: Vec<Build> = cells.filter(|cell| hash(*cell) < 160).map(build).collect();
    let number = builds.len();
    let shared = |allocation| Shared {
        allocation,
        ..Shared::of(&plan, Edits::default(), String::new())
    };
    let empty = encode(&plan, &shared(None)).unwrap();
    let full = encode(&plan, &shared(Some(Allocation { builds }))).unwrap();
    println!(
        "no edit: {} characters; {number} cells: {} characters",
        empty.text.len(),
        full.text.len()
    );
    assert!(empty.text.len() < 60 && !full.long);
}
