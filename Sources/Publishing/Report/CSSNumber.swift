internal import Tables
internal import Workforce

/// Numbers as style sheets want them: a point for decimals, no grouping.
enum CSSNumber {
  /// `12.345%` of a share.
  static func percent(_ share: Double) -> String { CSVText.decimalText(share * 100, places: 3) + "%" }
}
