internal import Foundation

/// One finished case: a line of JSON. Fields come out in the order in which they were set.
struct Record {
  enum Value {
    case text(String)
    case integer(Int)
    /// Null where it isn't finite.
    case number(Double)
    case flag(Bool)
  }

  private(set) var fields: [(name: String, value: Value)] = []

  init(subject: String, instance: String) {
    set("subject", .text(subject))
    set("instance", .text(instance))
  }

  mutating func set(_ name: String, _ value: Value) { fields.append((name, value)) }

  /// Adds the time, the processor time and the memory of a measurement.
  mutating func set(_ measurement: Measurement) {
    set("seconds", .number(measurement.seconds))
    set("cpu_seconds", .number(measurement.cpuSeconds))
    set("repeats", .integer(measurement.repeats))
    set("peak_memory_bytes", .integer(Measurement.peakMemory))
  }

  var json: String {
    "{" + fields.map { "\(Self.quoted($0.name)):\(Self.json($0.value))" }.joined(separator: ",") + "}"
  }

  private static func json(_ value: Value) -> String {
    switch value {
    case .text(let text): quoted(text)
    case .integer(let number): String(number)
    case .number(let number): number.isFinite ? String(number) : "null"
    case .flag(let flag): String(flag)
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case let control where control.value < 0x20: result += String(format: "\\u%04x", control.value)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
