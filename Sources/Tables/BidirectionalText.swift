/// Text in which the direction of writing may change.
///
/// Names in Hebrew or Arabic are welcome; characters that override the direction of what stands behind them are not: with
/// them a cell can make its neighbours read as something else (CVE-2021-42574).
public enum BidirectionalText {
  /// The text without embeddings, overrides and isolates. Marks that only hint at a direction stay.
  public static func withoutControls(_ text: String) -> String {
    // All of them begin with this byte, and hardly anything else does.
    guard text.utf8.contains(0xE2), text.unicodeScalars.contains(where: isControl) else { return text }
    var plain = text
    plain.unicodeScalars.removeAll(where: isControl)
    return plain
  }

  /// The same, closed off from what stands around it where it holds letters that are written from right to left.
  public static func isolated(_ text: String) -> String {
    let plain = withoutControls(text)
    guard plain.unicodeScalars.contains(where: isRightToLeft) else { return plain }
    return "\u{2068}\(plain)\u{2069}"
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
  }

  /// Hebrew, Arabic and their neighbours, their presentation forms, and the mark that stands for such a letter.
  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0590...0x08FF, 0x200F, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x1_0800...0x1_0FFF, 0x1_E800...0x1_EFFF: true
    default: false
    }
  }
}
