//! A made-up plan of any size, for the tests of this room.

use serde_json::{Value, json};

use crate::domain::Plan;

/// `units` townships, `measures` ways to build one service each, `periods` single years from 2022.
pub(super) fn plan(units: usize, measures: usize, periods: usize) -> Plan {
    let text = |s: &str| json!({"zh": s, "en": s});
    let figure = |v: Value| json!({"value": v, "from": "s"});
    let last = 2021 + periods;
    let unit = |i: usize| json!({"id": unit_id(i), "name": text("u"), "level": "township", "kind": "town", "cost_factor": figure(json!(1))});
    let measure = |i: usize| {
        json!({
            "id": measure_id(i), "name": text("m"), "counter": text("c"), "field": "f",
            "effects": [{"service": "places", "amount": figure(json!(10))}],
            "cost": figure(json!(1_000_000)), "lead": figure(json!(0)), "spending": figure(json!([1])),
            "cap": {"each": figure(json!(1_000_000))}, "funding": [{"fund": "own", "share": figure(json!(1))}],
            "department": text("d")
        })
    };
    let by_period: Vec<Value> = (0..periods).map(|_| figure(json!(50_000_000))).collect();
    let periods: Vec<Value> = (2022..=last)
        .map(|y| json!({"first": y, "last": y}))
        .collect();
    let plan = json!({
        "format": Plan::FORMAT, "id": "sample",
        "document": {"title": text("t"), "short": text("t"), "number": ""},
        "horizon": {"base_year": 2021, "periods": periods},
        "sources": [{"id": "s", "basis": "assumed", "title": text("s")}],
        "region": {
            "name": text("r"), "units": (0..units).map(unit).collect::<Vec<_>>(),
            "groups": [{"id": "residents", "name": text("g")}],
            "population": [{"group": "residents", "persons": {"values": {}, "from": "s"}}],
            "paths": [{"id": "middle", "name": text("p"), "factors": []}, {"id": "low", "name": text("p"), "factors": []}],
            "default_path": "middle"
        },
        "fields": [{"id": "f", "name": text("f")}, {"id": "g", "name": text("g")}],
        "services": [{"id": "places", "name": text("s"), "counter": text("c"), "field": "f"}],
        "stock": [],
        "measures": (0..measures).map(measure).collect::<Vec<_>>(),
        "targets": [{
            "id": "T1", "clause": "1", "name": text("t"), "field": "f",
            "rule": {"kind": "count", "services": ["places"], "basis": "built"},
            "milestones": [{"year": last, "level": figure(json!(1000))}], "weight": figure(json!(1))
        }],
        "budget": {
            "funds": [{"id": "own", "name": text("o")}], "amounts": [{"fund": "own", "by_period": by_period}],
            "carry_over": true, "price_year": 2021
        },
        "fairness": figure(json!(0))
    });
    serde_json::from_value(plan).expect("the sample is a plan")
}

pub(super) fn unit_id(i: usize) -> String {
    format!("330381{:03}000", i + 1)
}

pub(super) fn measure_id(i: usize) -> String {
    format!("measure_{i}")
}
