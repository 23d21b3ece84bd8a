//! Figures: golden SVG texts, and the measure of text they rest on.
//!
//! `UPDATE_GOLDEN=1 cargo test --test chart` writes the golden files anew; look at them before committing.

use std::path::Path;

use dabiao::chart::{
    Bar, Bars, BudgetCurve, ChartError, CurveStep, Frame, MoneyByYear, MoneyColumn, StockByYear,
    StockPoint, Theme, Tick, text_width_em, ticks, ticks_between,
};

fn frame(title: &str) -> Frame {
    Frame {
        title: title.to_owned(),
        desc: "三年 & 两个来源".to_owned(),
        width: 404,
        height: 236,
        theme: Theme::Paper,
    }
}

fn axis(top: f64, unit: &str) -> Vec<Tick> {
    ticks(top, 4)
        .into_iter()
        .map(|at| Tick {
            at,
            label: format!("{at}{unit}"),
        })
        .collect()
}

fn money() -> MoneyByYear {
    let column = |year: i32, spent: [f64; 3], budget: f64, carried: f64| MoneyColumn {
        label: format!("{year} 年"),
        spent: spent.to_vec(),
        spent_label: format!("{} 万元", spent.iter().sum::<f64>()),
        budget,
        budget_label: format!("预算 {budget}"),
        carried,
    };
    MoneyByYear {
        frame: frame("各年投资与预算"),
        funds: ["本级财政", "上级补助", "专项债券"]
            .map(str::to_owned)
            .to_vec(),
        budget: "当年预算".to_owned(),
        carried: "含上年结转".to_owned(),
        columns: vec![
            column(2022, [6_200.0, 1_800.0, 1_000.0], 9_600.0, 0.0),
            column(2023, [8_300.0, 2_900.0, 1_500.0], 12_200.0, 600.0),
            column(2024, [7_000.0, 0.0, 2_400.0], 10_200.0, 100.0),
        ],
        ticks: axis(12_800.0, ""),
    }
}

fn stock() -> StockByYear {
    let point = |year: i32, stock: f64, required: Option<f64>| StockPoint {
        label: year.to_string(),
        stock,
        stock_label: stock.to_string(),
        required: required.map(|r| (r, format!("需要 {r} 个"))),
    };
    StockByYear {
        frame: frame("托位"),
        stock: "托位".to_owned(),
        required: "需要".to_owned(),
        points: vec![
            point(2021, 4_710.0, None),
            point(2022, 5_320.0, None),
            point(2023, 6_180.0, Some(6_000.0)),
            point(2024, 6_734.0, Some(6_840.0)),
        ],
        ticks: axis(6_840.0, ""),
    }
}

fn bars() -> Bars {
    let bar = |label: &str, value: f64, goal: Option<f64>| Bar {
        label: label.to_owned(),
        value,
        value_label: format!("{value} 个"),
        goal,
    };
    Bars {
        frame: Frame {
            height: 120,
            ..frame("每千人托位")
        },
        bars: vec![
            bar("塘下镇", 4.0, Some(4.5)),
            bar("莘塍街道", 5.0, Some(4.5)),
            bar("北麂乡", 0.0, None),
        ],
    }
}

fn curve() -> BudgetCurve {
    let step = |budget: f64, score: f64, bound: f64| CurveStep {
        budget,
        score,
        bound: Some(bound),
    };
    let label = |at: f64| Tick {
        at,
        label: at.to_string(),
    };
    BudgetCurve {
        frame: frame("预算与得分"),
        plan: "本工具的方案".to_owned(),
        bound: "理论上限".to_owned(),
        steps: vec![
            step(0.0, 36.0, 38.0),
            step(4.0, 78.0, 79.0),
            step(8.0, 92.0, 92.5),
            step(12.0, 98.0, 98.5),
            step(16.0, 100.0, 100.0),
            step(40.0, 100.0, 100.0),
        ],
        across: ticks(20.0, 4).into_iter().map(label).collect(),
        end: 20.0,
        up: ticks_between(36.0, 100.0, 4)
            .into_iter()
            .map(label)
            .collect(),
        enough: Some((15.0, "全部达标 15 亿元".to_owned())),
        too_little: Some(13.0),
    }
}

/// Compares with the file of that name, or writes it where it is asked to.
fn golden(name: &str, svg: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, svg).expect("the golden file can be written");
    }
    let kept = std::fs::read_to_string(&path).expect("the golden file is there");
    assert_eq!(svg, kept, "{name} differs from what was kept");
}

#[test]
fn figures_are_as_they_were() {
    golden(
        "money-3years-carry-over.svg",
        &money().svg().expect("a figure"),
    );
    golden(
        "stock-4years-short-at-the-end.svg",
        &stock().svg().expect("a figure"),
    );
    golden("bars-3rows.svg", &bars().svg().expect("a figure"));
    golden("curve-6budgets.svg", &curve().svg().expect("a figure"));
}

#[test]
fn han_glyphs_are_one_em_wide() {
    assert_eq!(text_width_em("每千人托位"), 5.0);
    assert_eq!(text_width_em("，"), 1.0);
    assert!((text_width_em("2024 年") - (1.0 + 5.0 * 0.55)).abs() < 1e-12);
    assert_eq!(text_width_em(""), 0.0);
}

#[test]
fn han_labels_get_the_room_they_need() {
    let with_labels = |unit: &str| {
        let figure = StockByYear {
            ticks: axis(6_840.0, unit),
            ..stock()
        };
        first_line_start(&figure.svg().expect("a figure"))
    };
    // Two Han glyphs are 24 pixels at 12 pixels each, whatever their bytes.
    assert_eq!(with_labels("万元") - with_labels(""), 24);
}

/// Where the first line of the mesh begins: the left edge of the plot.
fn first_line_start(svg: &str) -> i32 {
    let start = svg.split("x1=\"").nth(1).expect("a mesh line");
    start
        .split('"')
        .next()
        .and_then(|x| x.parse().ok())
        .expect("a number")
}

#[test]
fn on_a_page_colors_and_fonts_come_from_the_style_sheet() {
    let mut figure = money();
    figure.frame.theme = Theme::Page;
    let svg = figure.svg().expect("a figure");
    assert!(!svg.contains('#'), "a fixed color is left");
    assert!(svg.contains("fill=\"var(--ink)\"") && !svg.contains("font-family"));
    assert!(
        !money().svg().expect("a figure").contains("#D4B1"),
        "a role without its color"
    );
}

#[test]
fn a_screen_reader_gets_title_and_description() {
    let svg = money().svg().expect("a figure");
    assert!(svg.starts_with(
        "<svg class=\"chart\" role=\"img\" width=\"404\" height=\"236\" viewBox=\"0 0 404 236\""
    ));
    assert!(svg.contains("<title>各年投资与预算</title>\n<desc>三年 &amp; 两个来源</desc>"));
}

#[test]
fn a_year_without_room_loses_its_label_not_its_bar() {
    let mut figure = money();
    figure.columns = (0..14)
        .map(|i| MoneyColumn {
            label: format!("{} 年", 2022 + i),
            ..money().columns[0].clone()
        })
        .collect();
    let svg = figure.svg().expect("a figure");
    assert!(svg.contains("2022 年") && !svg.contains("2023 年"));
    assert!(!svg.contains("9000 万元"));
    assert_eq!(svg.matches("fill=\"#0B6363\"").count(), 1 + 14);
}

#[test]
fn what_cannot_be_drawn_says_why() {
    let nothing = MoneyByYear {
        columns: Vec::new(),
        ..money()
    };
    assert_eq!(nothing.svg(), Err(ChartError::Empty));
    let mut infinite = stock();
    infinite.points[0].stock = f64::INFINITY;
    assert_eq!(infinite.svg(), Err(ChartError::NotFinite));
    let tiny = Bars {
        frame: Frame {
            width: 60,
            ..frame("")
        },
        ..bars()
    };
    assert_eq!(
        tiny.svg(),
        Err(ChartError::TooSmall {
            width: 60,
            height: 236
        })
    );
    let no_room_for_bars = Bars {
        frame: Frame {
            width: 125,
            ..frame("")
        },
        ..bars()
    };
    assert_eq!(
        no_room_for_bars.svg(),
        Err(ChartError::TooSmall {
            width: 125,
            height: 236
        })
    );
}

/// Points of the widest line in that color.
fn polyline(svg: &str, color: &str) -> Vec<(f64, f64)> {
    let lines = svg
        .lines()
        .filter(|l| l.starts_with("<polyline") && l.contains(color));
    let points = lines.map(|line| {
        let list = line
            .split("points=\"")
            .nth(1)
            .and_then(|l| l.split('"').next());
        let pairs = list.expect("points").split_whitespace();
        let pair = |p: &str| {
            let (x, y) = p.split_once(',').expect("a pair");
            (x.parse().expect("x"), y.parse().expect("y"))
        };
        pairs.map(pair).collect::<Vec<(f64, f64)>>()
    });
    points.max_by_key(Vec::len).expect("a line")
}

#[test]
fn the_curve_goes_in_steps_and_its_places_are_where_the_page_looks_for_them() {
    let figure = curve();
    let svg = figure.svg().expect("a figure");
    let (plans, bounds) = (polyline(&svg, "#15181C"), polyline(&svg, "#7C86C2"));
    let area = figure.area();
    for step in figure.steps.iter().filter(|s| s.budget <= figure.end) {
        let (x, y) = area.place(step.budget, step.score);
        let near = |p: &&(f64, f64)| (p.0 - x).abs() <= 1.0 && (p.1 - y).abs() <= 1.0;
        assert!(plans.iter().any(|p| near(&p)), "no plan at {step:?}");
        assert!((area.budget_at(x) - step.budget).abs() < 1e-9);
    }
    let level = |line: &[(f64, f64)]| {
        line.windows(2)
            .all(|w| w[0].0 == w[1].0 || w[0].1 == w[1].1)
    };
    assert!(
        level(&plans) && level(&bounds),
        "between two budgets nothing is promised"
    );
    assert!(plans.windows(2).all(|w| w[0].1 >= w[1].1), "a plan falls");
    // What lies beyond the axis is not drawn, but its bound holds up to there.
    let right = area.x.1;
    assert!(plans.iter().chain(&bounds).all(|p| p.0 <= right + 1.0));
    assert!(bounds.iter().any(|p| (p.0 - right).abs() <= 1.0));
}

#[test]
fn a_curve_without_budgets_is_none() {
    let nothing = BudgetCurve {
        steps: Vec::new(),
        ..curve()
    };
    assert_eq!(nothing.svg(), Err(ChartError::Empty));
    let mut unproved = curve();
    unproved.steps.iter_mut().for_each(|s| s.bound = None);
    assert!(unproved.svg().is_ok());
    let far = BudgetCurve {
        enough: Some((30.0, "全部达标".to_owned())),
        ..curve()
    };
    assert!(!far.svg().expect("a figure").contains("全部达标"));
}

#[test]
fn a_figure_of_zeros_stands() {
    let mut figure = money();
    for column in &mut figure.columns {
        *column = MoneyColumn {
            label: column.label.clone(),
            spent: vec![0.0; 3],
            ..MoneyColumn::default()
        };
    }
    figure.ticks = axis(0.0, "");
    assert!(figure.svg().is_ok());
}

#[test]
fn ticks_reach_the_top_in_round_steps() {
    assert_eq!(ticks(12_800.0, 4), vec![0.0, 5_000.0, 10_000.0, 15_000.0]);
    assert_eq!(ticks(100.0, 4), vec![0.0, 25.0, 50.0, 75.0, 100.0]);
    assert_eq!(ticks(0.0, 4), ticks(1.0, 4));
    assert_eq!(
        ticks_between(81.0, 100.0, 4),
        vec![80.0, 85.0, 90.0, 95.0, 100.0]
    );
    assert_eq!(ticks_between(-3.0, 100.0, 4), vec![-50.0, 0.0, 50.0, 100.0]);
    assert_eq!(ticks_between(100.0, 100.0, 4), ticks(100.0, 4));
    assert_eq!(ticks(f64::NAN, 4), ticks(1.0, 4));
}
