/// `80 %`, `99.5 %`.
package func percent(_ share: Double) -> String { decimal(share * 100) + " %" }

/// With at most two decimals, and none that are not needed: `20`, `12.5`.
package func decimal(_ value: Double) -> String {
  guard abs(value) < 1e12 else { return value.description }
  let hundredths = Int((abs(value) * 100).rounded())
  let sign = value < 0 && hundredths > 0 ? "-" : ""
  let fraction = hundredths % 100
  if fraction == 0 { return "\(sign)\(hundredths / 100)" }
  if fraction % 10 == 0 { return "\(sign)\(hundredths / 100).\(fraction / 10)" }
  return "\(sign)\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction)"
}
