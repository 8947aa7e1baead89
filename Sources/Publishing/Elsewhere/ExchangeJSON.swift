internal import Foundation
internal import Plans
internal import Tables

/// JSON for another program: keys in alphabetical order, laid out like `plan.json`.
/// - Parameter isLaidOut: false puts it on one line, for what may have a certain length only.
/// - Throws: `plan.not-finite` where a figure is not a number.
func exchangeJSON(_ value: some Encodable, isLaidOut: Bool = true) throws(Diagnostic) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  do {
    let bytes = [UInt8](try encoder.encode(value))
    return isLaidOut ? JSONLayout.laidOut(bytes) : bytes + [UInt8(ascii: "\n")]
  } catch {
    throw Diagnostic(
      "plan.not-finite", "the cost of a duty is not a number, which JSON cannot hold",
      cure: "Check the pay rates of the sites.", kind: .internal)
  }
}
