internal import Foundation
internal import Planning
public import Tables

/// A future to compare: what it changes, layer upon layer. It never touches the project's files.
public struct Scenario: Sendable {
  public var name: String
  /// The lowest first.
  private(set) var layers: [ScenarioLayer] = []

  /// What it changes, in the planner's words, without its pieces of `project`, in the order in which it is applied.
  public var words: [String] { layers.flatMap(\.words) }
  /// What it changes, to the last digit: two scenarios of the same substance have the same answer.
  public var substance: [String] { layers.flatMap { ["layer"] + $0.substance } }

  static let knobNames = [
    "volume", "handleTime", "patience", "shrinkage", "serviceLevel", "within", "responseTime", "maximumOccupancy",
    "presence", "minimumHeads", "holdsOver", "dayMargin", "dayFloor", "attrition", "hires",
  ]
  static let keys = ["name", "base", "set", "demand", "events", "people", "project"]

  /// The project as it stands, beside which futures are held.
  public static let baseline = Scenario(name: "Baseline")

  public init(name: String) { self.name = name }

  /// Reads a scenario file and those that it builds on.
  /// - Parameter read: the bytes of a file named in `base`.
  public init(
    _ bytes: [UInt8], file: String, read: (String) throws(Diagnostic) -> [UInt8]
  ) throws(Diagnostic) {
    try self.init(bytes, file: file, read: read, above: [])
  }

  /// - Parameter above: the files that build on this one, outermost first.
  private init(
    _ bytes: [UInt8], file: String, read: (String) throws(Diagnostic) -> [UInt8], above: [String]
  ) throws(Diagnostic) {
    let root = try SettingsNode.parse(bytes, file: file)
    let fields = try root.object(Self.keys)
    let parts = PathParts(file)
    name = try fields["name"].map { (node) throws(Diagnostic) in try node.text() } ?? parts.stem
    let source = Self.plain(file)
    if let node = fields["base"] {
      for entry in try node.listOrOne() {
        let path = Self.plain(parts.beside(try entry.text()))
        guard !(above + [source]).contains(path) else {
          throw entry.fail(
            "scenario.circle", "scenarios build on one another in a circle: '\(path)' is one of those that build on it",
            cure: "Remove one 'base'.")
        }
        // A base that another base has brought already is not read again: it counts once.
        guard !layers.contains(where: { $0.source == path }) else { continue }
        add(try Scenario(try read(path), file: path, read: read, above: above + [source]))
      }
    }
    layers.append(try ScenarioLayer(fields, source: source))
  }

  /// A path without detours, so that a file is known however it is named: `a/./b/../c` → `a/c`.
  private static func plain(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }

  /// Lays another scenario over this one. What both were read from counts once, where it came first.
  public mutating func add(_ other: Scenario) {
    for layer in other.layers {
      if let source = layer.source, layers.contains(where: { $0.source == source }) { continue }
      layers.append(layer)
    }
  }

  /// `volume=+20%`, `patience.phone=60s`, `prices.band=0.2`, as the uppermost layer.
  public mutating func set(_ key: String, to text: String) throws(Diagnostic) {
    try set(key, try SettingsNode.knob(text, file: "--set", path: key), text: text)
  }

  /// - Parameters:
  ///   - node: the value and where it stands.
  ///   - text: the value as it was written.
  mutating func set(_ key: String, _ node: SettingsNode, text: String) throws(Diagnostic) {
    if layers.last.map({ $0.source != nil }) ?? true { layers.append(ScenarioLayer()) }
    try layers[layers.count - 1].set(key, node, text: text)
  }
}
