/// Numbers of contacts as messages write them.
public enum CountText {
  /// Without a fraction where there is none.
  public static func text(_ contacts: Double) -> String {
    contacts == contacts.rounded() && abs(contacts) < 1e15 ? "\(Int(contacts))" : "\(contacts)"
  }
}
