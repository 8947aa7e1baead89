internal import Foundation

/// A TZif file in the making.
public struct ZoneBytes: Sendable {
  /// Seconds since 1970 and the local time from then on.
  public var transitions: [(at: Int, type: Int)] = []
  /// Seconds east of UTC.
  public var types: [Int]
  public var footer: String?
  public var version = UInt8(ascii: "2")
  public var leapSeconds = 0

  public init(transitions: [(at: Int, type: Int)] = [], types: [Int], footer: String?) {
    self.transitions = transitions
    self.types = types
    self.footer = footer
  }

  public var bytes: [UInt8] {
    // Readers of version 2 skip the first block; a slim file's holds next to nothing.
    var bytes = header(times: 0, types: 1, leaps: 0) + [0, 0, 0, 0, 0, 0, 0]
    guard version != 0 else { return bytes }
    bytes += header(times: transitions.count, types: types.count, leaps: leapSeconds)
    for transition in transitions { bytes += big(transition.at, 8) }
    for transition in transitions { bytes.append(UInt8(transition.type)) }
    for type in types { bytes += big(type, 4) + [0, 0] }
    bytes.append(0)
    for leap in 0..<leapSeconds { bytes += big(78_796_800 + leap, 8) + big(leap + 1, 4) }
    if let footer { bytes += Array("\n\(footer)\n".utf8) }
    return bytes
  }

  private func header(times: Int, types: Int, leaps: Int) -> [UInt8] {
    Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15) + big(0, 4) + big(0, 4) + big(leaps, 4)
      + big(times, 4) + big(types, 4) + big(1, 4)
  }

  private func big(_ number: Int, _ count: Int) -> [UInt8] {
    (0..<count).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }

  /// British Columbia as release 2026f has it: no change after March 2026, but for a new name on the day of the old one.
  public static let vancouver2026f = ZoneBytes(
    transitions: [(1_741_514_400, 1), (1_762_074_000, 0), (1_772_964_000, 1), (1_793_523_600, 2)],
    types: [-28_800, -25_200, -25_200], footer: "MST7")
  /// The same as 2025b had it.
  public static let vancouver2025b = ZoneBytes(
    transitions: [(1_741_514_400, 1), (1_762_074_000, 0)], types: [-28_800, -25_200],
    footer: "PST8PDT,M3.2.0,M11.1.0")
}

/// A folder of zone files that goes away with its last holder.
public final class ZoneFiles: Sendable {
  public let path: String

  /// - Parameter files: by name.
  public init(_ files: [String: [UInt8]]) throws {
    path = FileManager.default.temporaryDirectory.appending(path: "zones-\(UUID().uuidString)").path
    for (name, bytes) in files {
      let file = URL(filePath: path).appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file)
    }
  }

  /// With `tzdata.zi` that names its release.
  public convenience init(release: String?, _ zones: [String: ZoneBytes]) throws {
    var files = zones.mapValues(\.bytes)
    if let release { files["tzdata.zi"] = Array("# version \(release)\n# data\n".utf8) }
    try self.init(files)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
