//! docs/targets.md: every target of the four plans as its document says it, and what is not planned.

use dabiao::domain::{Modality, Plan, Text};

const LIST: &str = include_str!("../docs/targets.md");
const PLANS: [(&str, &str); 4] = [
    ("ruian", "## 瑞安"),
    ("yueqing", "## 乐清"),
    ("hengyang", "## 衡阳"),
    ("shanxi", "## 山西"),
];

/// A plan, and what the list says of it.
fn plan_and_part((id, head): (&str, &str)) -> (Plan, &'static str) {
    let path = format!("{}/fixtures/plans/{id}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a built-in plan");
    let plan = serde_json::from_str(&text).expect("a plan that reads");
    let start = LIST.find(head).expect("a part of its own");
    let rest = &LIST[start + head.len()..];
    let end = rest.find("\n## ").unwrap_or(rest.len());
    (plan, &rest[..end])
}

#[test]
fn every_target_stands_there_with_its_clause_and_how_binding_it_is() {
    for named in PLANS {
        let (plan, part) = plan_and_part(named);
        for target in &plan.targets {
            let head = format!("| {} |", target.id);
            let row = part.lines().find(|line| line.starts_with(&head));
            let row = row.unwrap_or_else(|| panic!("{} is not listed", target.id));
            assert!(row.contains(&target.clause), "{}: {row}", target.clause);
            let kind = match target.modality() {
                Some(Modality::Binding) => "约束性",
                Some(Modality::Expected) => "预期性",
                None => "未注明",
            };
            assert!(row.contains(kind), "{} is {kind}: {row}", target.id);
        }
    }
}

#[test]
fn what_is_not_planned_stands_there_and_says_why() {
    let said = |text: &Text| !text.zh.is_empty() && !text.en.is_empty();
    for named in PLANS {
        let (plan, part) = plan_and_part(named);
        assert!(plan.not_planned.len() >= 5, "{}", named.0);
        for left in &plan.not_planned {
            assert!(part.contains(&left.clause), "{}", left.clause);
            assert!(said(&left.name) && said(&left.why), "{}", left.clause);
        }
    }
}
