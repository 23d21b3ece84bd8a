//! Colors by role. plotters knows only numbers, so each role is drawn in a color of its own that nothing else uses, and the
//! finished text gets the real color in its place.

use plotters::style::RGBColor;

/// Where a figure is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// On the page: colors are the style sheet's variables, fonts are inherited, so dark mode needs no new drawing.
    #[default]
    Page,
    /// Alone, in a file or on paper: fixed light colors and a list of fonts.
    Paper,
}

/// A role of color; the names are those of the style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    First,
    Second,
    Third,
    Paper,
    Line,
    Line2,
    Met,
    Missed,
    MissedText,
    Base,
    Bound,
    BoundSoft,
    Dark,
    Light,
}

/// Every role with its variable and its color on paper.
const ROLES: [(Ink, &str, &str); 14] = [
    (Ink::First, "var(--ink)", "#15181C"),
    (Ink::Second, "var(--ink-2)", "#454C54"),
    (Ink::Third, "var(--ink-3)", "#646C75"),
    (Ink::Paper, "var(--paper)", "#FFFFFF"),
    (Ink::Line, "var(--line)", "#E2E5E8"),
    (Ink::Line2, "var(--line-2)", "#C9CED3"),
    (Ink::Met, "var(--met)", "#0B6E6E"),
    (Ink::Missed, "var(--miss-fill)", "#D9661F"),
    (Ink::MissedText, "var(--miss)", "#AD4300"),
    (Ink::Base, "var(--base)", "#828B94"),
    (Ink::Bound, "var(--bound)", "#7C86C2"),
    (Ink::BoundSoft, "var(--bound-soft)", "#E4E7F6"),
    (Ink::Dark, "var(--q5)", "#0B6363"),
    (Ink::Light, "var(--q3)", "#8DC3C1"),
];

/// The fonts of a figure on paper.
const PAPER_FONTS: &str =
    "PingFang SC,Microsoft YaHei,Noto Sans CJK SC,Source Han Sans SC,sans-serif";

impl Ink {
    /// The color plotters draws it in.
    pub(super) fn color(self) -> RGBColor {
        RGBColor(0xD4, 0xB1, self as u8)
    }

    /// The `i`-th part of a stack: neighbors differ in lightness, not only in hue.
    pub(super) fn part(i: usize) -> Ink {
        const PARTS: [Ink; 5] = [Ink::Dark, Ink::Light, Ink::Bound, Ink::Line2, Ink::Base];
        PARTS[i % PARTS.len()]
    }
}

impl Theme {
    /// The attribute of the root that sets the fonts, where the page does not.
    pub(super) fn fonts(self) -> String {
        match self {
            Theme::Page => String::new(),
            Theme::Paper => format!(" font-family=\"{PAPER_FONTS}\""),
        }
    }

    /// Puts the real colors into drawn text.
    pub(super) fn dress(self, svg: &str) -> String {
        let mut dressed = svg.to_owned();
        for (ink, variable, fixed) in ROLES {
            let RGBColor(r, g, b) = ink.color();
            let real = match self {
                Theme::Page => variable,
                Theme::Paper => fixed,
            };
            dressed = dressed.replace(&format!("#{r:02X}{g:02X}{b:02X}"), real);
        }
        dressed
    }
}
