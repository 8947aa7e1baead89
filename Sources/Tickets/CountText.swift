/// How numbers of contacts are written: to the last digit where they are kept, and shortly where they are said.
public enum CountText {
  /// To the last digit, without a fraction where there is none.
  static func exact(_ number: Double) -> String {
    number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
  }

  /// `exact` as bytes; most counts of a history are one digit.
  static func appendExact(_ number: Double, to bytes: inout [UInt8]) {
    if (0..<10).contains(number), number == number.rounded(), number.sign == .plus {
      bytes.append(UInt8(ascii: "0") + UInt8(number))
    } else {
      bytes += exact(number).utf8
    }
  }

  /// To a thousandth, without a fraction where there is none: contacts that were spread over a day or an hour add up to a
  /// whole number but for rounding.
  public static func text(_ contacts: Double) -> String {
    exact(abs(contacts) < 1e12 ? (contacts * 1000).rounded() / 1000 : contacts)
  }
}
