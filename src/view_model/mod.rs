//! Floor 5: what the page knows of a plan on its screen, and what page and workers say to each other. No markup, no browser.
//!
//! | file | what it holds |
//! |---|---|
//! | `alternative` | An alternative that is compared, and how its answer stands |
//! | `budget_curve` | What is known of a curve |
//! | `carries` | What a link carries |
//! | `curve_figure` | The curve as a figure, and what is said of one of its budgets |
//! | `history` | The steps that can be undone and redone |
//! | `knob` | What a slider moves: which edit, in which range, and how it is written |
//! | `knob_text` | A knob in words: its name, its value as it stands in the box, its unit, and reading what was typed |
//! | `lever` | What can be tried out: sliders, figures of the plan, other readings; and what each of them changes |
//! | `link_notice` | What is worth knowing of a link that was opened |
//! | `route` | Where the address leads: `#/` the list of plans, `#/ruian` a plan, `#/ruian/sources` its sources, `#/ruian/compare` alternatives side by side, `#/ruian/sweep` many budgets at once, `#1.…` and `#2.…` a link |
//! | `row_view` | What one row of the target table says, worked out from the plan that is shown |
//! | `shown` | What the page shows of a plan, of one piece |
//! | `sides` | Everything the page says of the answers, worked out once they change |
//! | `store_text` | Several scenarios as one text: `{"format": "dabiao-scenarios/1", "scenarios": [ … ]}`, each as in a scenario file |
//! | `sweep_asked` | What is asked for, as it is typed and as it is meant |
//! | `tidy` | Edits that say what the plan says anyway are no edits |
//! | `use_words` | What a source is used for, in words |
//! | [`map`] | The tile map without markup: where tiles stand and what they show |
//! | [`table`] | The allocation table as numbers and names: columns, rows, pins, and which of them are drawn |
//! | [`wire`] | Every message between the page and its workers |

pub mod alternative;
pub mod budget_curve;
pub mod carries;
pub mod curve_figure;
pub mod history;
pub mod knob;
pub mod knob_text;
pub mod lever;
pub mod link_notice;
pub mod map;
pub mod route;
pub mod row_view;
pub mod shown;
pub mod sides;
pub mod store_text;
pub mod sweep_asked;
pub mod table;
pub mod tidy;
pub mod use_words;
pub mod wire;
