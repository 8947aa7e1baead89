/// How numbers of contacts are said.
public enum CountText {
  /// To a thousandth, without a fraction where there is none: contacts that were spread over a day or an hour add up to a
  /// whole number but for rounding.
  public static func text(_ contacts: Double) -> String {
    guard abs(contacts) < 1e12 else { return "\(contacts)" }
    let rounded = (contacts * 1000).rounded() / 1000
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }
}
