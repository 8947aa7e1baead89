import Foundation
import Verification

/// The reference table of the Erlang models: 60-digit arithmetic, one row a case.
struct ReferenceErlang {
  struct Row {
    let fields: [String: String]
    var id: String { fields["id", default: "?"] }
    func number(_ column: String) -> Double? { fields[column].flatMap(Double.init) }
  }

  let rows: [Row]

  /// Empty where the benchmark data is absent.
  static let shared: ReferenceErlang = {
    guard let file = BenchmarkData.file("erlang/reference_erlang.csv"),
      let text = try? String(contentsOf: file, encoding: .utf8)
    else { return ReferenceErlang(rows: []) }
    var lines = text.split(whereSeparator: \.isNewline)
    let names = lines.removeFirst().split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    return ReferenceErlang(
      rows: lines.map { line in
        let values = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        // Only the last column, the source, may hold commas in quotes.
        return Row(fields: Dictionary(uniqueKeysWithValues: zip(names, values)))
      })
  }()

  func rows(_ kind: String, _ model: String) -> [Row] {
    rows.filter { $0.fields["kind"] == kind && $0.fields["model"] == model }
  }
}

/// Equal within `tolerance`, or both infinite.
func isClose(_ value: Double, _ expected: Double, absolute tolerance: Double) -> Bool {
  value == expected || abs(value - expected) <= tolerance
}

/// Equal within a share `tolerance` of the expected value (or 1e-300), or both infinite.
func isClose(_ value: Double, _ expected: Double, relative tolerance: Double) -> Bool {
  value == expected || (expected.isFinite && abs(value - expected) <= tolerance * abs(expected) + 1e-300)
}
