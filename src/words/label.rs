//! Names and numbers where there is little room: tiles, column heads, cells.

use super::{Lang, count, decimal, say};
use crate::domain::{Period, Text, Yuan};

/// The names of units without the word for their kind (街道, 镇, 县, 区), where that leaves each of them its own name.
#[must_use]
pub fn short_names<'a>(lang: Lang, names: impl Iterator<Item = &'a Text>) -> Vec<String> {
    let (kinds, keep) = (say(lang, "map.kinds", &[]), say(lang, "map.keep", &[]));
    let full: Vec<&str> = names.map(|name| lang.pick(name)).collect();
    let short: Vec<&str> = full
        .iter()
        .map(|name| without_kind(name, &kinds, &keep))
        .collect();
    let alone = |name: &str| short.iter().filter(|other| **other == name).count() == 1;
    full.iter()
        .zip(&short)
        .map(|(full, short)| if alone(short) { *short } else { *full }.to_owned())
        .collect()
}

/// `kinds` and `keep` are parted by `|`; a name keeps at least two characters, and where it has more it does not end in one
/// of `keep` without its kind.
fn without_kind<'a>(name: &'a str, kinds: &str, keep: &str) -> &'a str {
    let ends = |rest: &str| keep.split('|').any(|k| !k.is_empty() && rest.ends_with(k));
    let stands = |rest: &&str| match rest.chars().count() {
        0 | 1 => false,
        2 => true,
        _ => !ends(rest),
    };
    let rest = |kind: &str| name.strip_suffix(kind).filter(stands);
    kinds.split('|').find_map(rest).unwrap_or(name).trim_end()
}

/// A period by its years: `2024`, `2026–30`.
#[must_use]
pub fn period(period: &Period) -> String {
    if period.first == period.last {
        return period.first.to_string();
    }
    let last = if period.first / 100 == period.last / 100 {
        period.last % 100
    } else {
        period.last
    };
    format!("{}–{last:02}", period.first)
}

/// Money in a column whose head names the unit (`money.column`): 万元, in English million yuan.
#[must_use]
pub fn money_column(lang: Lang, amount: Yuan) -> String {
    match lang {
        Lang::Zh => count((amount.0 + Yuan::WAN / 2).div_euclid(Yuan::WAN)),
        Lang::En => decimal(amount.0 as f64 / 1e6, 2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_loses_its_kind_but_not_itself() {
        let text = |zh: &str, en: &str| Text {
            zh: zh.to_owned(),
            en: en.to_owned(),
        };
        let names = [
            text("\u{5858}\u{4E0B}\u{9547}", "Tangxia Town"),
            text("\u{6C5F}\u{4E1C}\u{8857}\u{9053}", "Jiangdong Street"),
            text("\u{6C5F}\u{4E1C}\u{9547}", "Jiangdong Town"),
            text("\u{9547}", "Zhen"),
            text("\u{9633}\u{6CC9}\u{57CE}\u{533A}", "Chengqu of Yangquan"),
            text("\u{8861}\u{5357}\u{53BF}", "Hengnan County"),
            text("\u{4EA4}\u{57CE}\u{53BF}", "Jiaocheng County"),
        ];
        let zh = short_names(Lang::Zh, names.iter());
        assert_eq!(
            zh,
            [
                "\u{5858}\u{4E0B}",
                &names[1].zh,
                &names[2].zh,
                "\u{9547}",
                &names[4].zh,
                "\u{8861}\u{5357}",
                "\u{4EA4}\u{57CE}"
            ]
        );
        let en = short_names(Lang::En, names.iter());
        assert_eq!(
            en,
            [
                "Tangxia",
                "Jiangdong Street",
                "Jiangdong Town",
                "Zhen",
                "Chengqu of Yangquan",
                "Hengnan",
                "Jiaocheng"
            ]
        );
    }

    #[test]
    fn periods_are_named_by_their_years() {
        assert_eq!(
            period(&Period {
                first: 2024,
                last: 2024
            }),
            "2024"
        );
        assert_eq!(
            period(&Period {
                first: 2026,
                last: 2030
            }),
            "2026–30"
        );
        assert_eq!(
            period(&Period {
                first: 1998,
                last: 2003
            }),
            "1998–2003"
        );
    }

    #[test]
    fn columns_of_money_are_whole_wan() {
        assert_eq!(money_column(Lang::Zh, Yuan(68_334_999)), "6,833");
        assert_eq!(money_column(Lang::Zh, Yuan(68_335_000)), "6,834");
        assert_eq!(money_column(Lang::En, Yuan(68_330_000)), "68.33");
    }
}
