/// How many weekends of some in a row are without a duty. `"1 in 2"` in JSON.
public struct WeekendsOff: Hashable, Sendable {
  /// The fewest without a duty, of `of` in a row.
  public let fewest: Int
  public let of: Int

  /// The most weekends that a rule can look at together.
  public static let longest = 8

  /// - Returns: nil unless 1 ≤ `fewest` ≤ `of` ≤ 8.
  public init?(fewest: Int, of: Int) {
    guard 1 <= fewest, fewest <= of, of <= Self.longest else { return nil }
    self.fewest = fewest
    self.of = of
  }

  /// The most of them that may have one.
  public var mostWorked: Int { of - fewest }
}

extension WeekendsOff: CustomStringConvertible, LosslessStringConvertible, Codable {
  public var description: String { "\(fewest) in \(of)" }

  /// Reads `1 in 2`, blanks around it or none.
  public init?(_ text: String) {
    let parts = text.split(separator: " ")
    guard parts.count == 3, parts[1].lowercased() == "in", let fewest = Self.count(parts[0]),
      let of = Self.count(parts[2])
    else { return nil }
    self.init(fewest: fewest, of: of)
  }

  private static func count(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (48...57).contains($0) } ? Int(text) : nil
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let weekends = WeekendsOff(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' isn't so many weekends off in so many; expected for example 1 in 2")
    }
    self = weekends
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
