//! From the bytes of a file to its text, whatever program wrote it.

/// The text of a solution file: UTF-8, or UTF-16 as Windows programs write it; lines end in `\n`, whatever they ended in.
///
/// Bytes that are no text become the sign for what cannot be read: names of the model are ASCII, so nothing of them is lost.
///
/// ```
/// use dabiao::share::handoff::solution_text;
/// assert_eq!(solution_text(b"\xFF\xFEa\0\r\0b\0"), "a\nb");
/// assert_eq!(solution_text(b"\xEF\xBB\xBFa\r\nb"), "a\nb");
/// ```
#[must_use]
pub fn solution_text(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [_, 0, _, 0, ..] => utf_16(bytes, u16::from_le_bytes),
        [0, _, 0, _, ..] => utf_16(bytes, u16::from_be_bytes),
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    text.replace("\r\n", "\n").replace('\r', "\n")
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let (pairs, _) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16_lossy(&units)
}
