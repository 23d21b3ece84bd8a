//! CRC-32 as in zip and PNG (polynomial 0xEDB88320): finds every change within 32 bits, so every altered character.

/// The checksum of `bytes`. Bit by bit: a link is short, and a table would be longer than the code.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg());
    let byte = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), |crc, _| step(crc));
    !bytes.iter().fold(u32::MAX, byte)
}

#[cfg(test)]
mod tests {
    /// The check value of the catalog of CRC algorithms.
    #[test]
    fn agrees_with_the_published_check_value() {
        assert_eq!(super::crc32(b"123456789"), 0xCBF4_3926);
    }
}
