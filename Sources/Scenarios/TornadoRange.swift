public import Tables
internal import Words

/// How far a knob of the tornado is turned down and up while the rota stays as it is.
public struct TornadoRange: Hashable, Sendable {
  public enum Knob: String, CaseIterable, Sendable {
    case volume, handleTime, shrinkage, patience, forecastError

    /// What people call it.
    var title: String {
      switch self {
      case .volume: "Volume"
      case .handleTime: "Handle time"
      case .shrinkage: "Shrinkage"
      case .patience: "Patience"
      case .forecastError: "Forecast error"
      }
    }

    /// Shrinkage is moved by points, everything else by a share of itself.
    var unit: String { self == .shrinkage ? "points" : "%" }
  }

  public var knob: Knob
  /// At most 0 and at least 0, not both: a share of what it is (−0.1 is a tenth less), or of points (0.03 is 3 points).
  public var low: Double
  public var high: Double

  public init(_ knob: Knob, _ low: Double, _ high: Double) {
    self.knob = knob
    self.low = low
    self.high = high
  }

  /// What a planner may be wrong by in an ordinary week.
  public static let usual = [
    TornadoRange(.volume, -0.1, 0.1), TornadoRange(.handleTime, -0.1, 0.1), TornadoRange(.shrinkage, -0.03, 0.03),
    TornadoRange(.patience, -0.25, 0.25), TornadoRange(.forecastError, -1, 1),
  ]

  /// `volume`, `15%` → ±15 %; `volume`, `-5%..+30%`; `shrinkage`, `2 points`.
  ///
  /// - Throws: `tornado.knob` or `tornado.range`, placed at `place`.
  public init(_ name: String, _ text: String, at place: String) throws(Diagnostic) {
    let names = Knob.allCases.map(\.rawValue)
    guard let knob = Knob(rawValue: name) else {
      throw Diagnostic(
        "tornado.knob", "there is no knob '\(name)' in the tornado", at: SourcePosition(file: place),
        cure: (NearestName.of(name, among: names).map { "Did you mean '\($0)'? " } ?? "")
          + "Known: \(Words.plain.list(names)).")
    }
    let isPoints = knob.unit == "points"
    let example = isPoints ? "'2 points' or '-1..+4 points'" : "'15%' or '-5%..+30%'"
    var wrong = Diagnostic(
      "tornado.range", "found '\(text)'; expected a range of \(name)", at: SourcePosition(file: place),
      cure: "For example \(example).")
    var plain = text.filter { $0 != " " && $0 != "±" }
    guard plain.hasSuffix(knob.unit) else { throw wrong }
    plain = plain.replacing(knob.unit, with: "")
    let ends = Self.ends(plain)
    guard let low = ends.first.flatMap({ Double($0) }), let high = ends.last.flatMap({ Double($0) }), low.isFinite,
      high.isFinite, ends.count <= 2
    else { throw wrong }
    self.init(knob, ends.count == 1 ? -abs(low) / 100 : low / 100, ends.count == 1 ? abs(low) / 100 : high / 100)
    let most = isPoints ? 0.95 : 10
    // Nothing lasts no time, nobody has no patience at all, and of no contacts none is answered in time.
    let isStopped = knob == .forecastError ? self.low < -1 : self.low <= -1
    guard self.low <= 0, self.high >= 0, self.low < self.high, self.high <= most, !isStopped else {
      wrong.message = "'\(text)' is no range of \(name): it runs from less to more, with what is planned between"
      throw wrong
    }
  }

  /// As it is written: `volume=-10..+10%`.
  public var words: String {
    func number(_ change: Double) -> String {
      let hundredths = (change * 10_000).rounded() / 100
      let text = hundredths == hundredths.rounded() ? "\(Int(hundredths))" : "\(hundredths)"
      return hundredths > 0 ? "+\(text)" : text
    }
    return "\(knob.rawValue)=\(number(low))..\(number(high))\(knob.unit)"
  }

  /// The numbers of `-5..+30`.
  private static func ends(_ text: String) -> [String] {
    guard let dots = text.firstRange(of: "..") else { return [text] }
    return [String(text[..<dots.lowerBound]), String(text[dots.upperBound...])]
  }

  /// `−10 %`, `+3 points`; what a director would say where it is plainer.
  func label(_ change: Double) -> String {
    if knob == .forecastError, change == -1 { return "none" }
    if knob == .forecastError, change == 1 { return "doubled" }
    let tenths = (abs(change) * 1000).rounded() / 10
    let number = tenths == tenths.rounded() ? "\(Int(tenths))" : "\(tenths)"
    return "\(change < 0 ? "−" : "+")\(number) \(knob.unit)"
  }
}
