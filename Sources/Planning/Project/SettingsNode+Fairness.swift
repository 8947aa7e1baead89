internal import Tables
internal import Workforce

extension SettingsNode {
  /// `true`, or `{ weekends: 20, nights: 0 }`, which leaves kinds that aren't named at their usual price; nil for `false`.
  func fairness() throws(Diagnostic) -> FairnessPrices? {
    if case .flag(let isOn) = value { return isOn ? FairnessPrices() : nil }
    guard case .object = value else { throw expected("true, false or a price a kind", example: "{ weekends: 20 }") }
    var prices = FairnessPrices()
    let fields = try object(FairKind.allCases.map(\.rawValue))
    for kind in FairKind.allCases {
      if let node = fields[kind.rawValue] {
        prices[kind] = try node.number(in: FairnessPrices.range, unit: "price a duty")
      }
    }
    return prices
  }
}
