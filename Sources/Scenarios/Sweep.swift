internal import Calendars
internal import Foundation
internal import Optimization
public import Planning
internal import Plans
public import Publishing
internal import Searching
internal import Synchronization
public import Tables
internal import Workforce

/// Many cases: every combination of some knobs' values. Each is a pure function of the project, the options and its own
/// knobs, and is named after their hash, so that machines need no word with one another and nothing is solved twice.
public struct Sweep: Sendable {
  public struct Case: Sendable {
    /// Hexadecimal; the name of its file.
    public var id: String
    public var scenario: Scenario
    public var knobs: [(key: String, value: String)]
  }

  /// The project as it stands first, which every difference is to, then the grid, the last knob turning fastest.
  public let cases: [Case]
  /// The knobs in the order in which the grid names them, each with its values.
  public let axes: [(knob: String, values: [String])]
  /// Laid under every case of the grid; its rota is where every case's search begins.
  public let base: Scenario
  /// Names the rota of `base`, by all that it depends on.
  private let startID: String
  private static let mostCases = 100_000

  /// Whether a case turns a knob of fairness, which depends on every plan of earlier weeks.
  public var speaksOfFairness: Bool {
    cases.contains { $0.scenario.substance.contains { $0.contains("fairness") } }
  }

  /// `{ set: { volume: "+5%" }, grid: { volume: ["-10%", "+10%"], handleTime: ["-5%", "+5%"] } }`
  ///
  /// - Parameters:
  ///   - salt: whatever else the answers depend on: version, inputs, options.
  ///   - base: laid under every case.
  public init(_ bytes: [UInt8], file: String, base: Scenario, salt: String) throws(Diagnostic) {
    let root = try SettingsNode.parse(bytes, file: file)
    let fields = try root.object(["name", "set", "grid"])
    guard let grid = fields["grid"], case .object(let axes) = grid.value, !axes.isEmpty else {
      throw root.fail(
        "sweep.grid", "there is no grid of knobs", cure: "For example grid: { volume: [\"-10%\", \"+10%\"] }.")
    }
    // In the order in which they are written.
    let names = axes.keys.sorted { left, right in
      func place(_ key: String) -> (Int, Int) {
        root.places["grid.\(key)"].map { ($0.row, $0.column) } ?? (.max, .max)
      }
      return place(left) == place(right) ? left < right : place(left) < place(right)
    }
    var values: [[Setting]] = []
    var size = 1
    for key in names {
      let node = grid.inner(axes[key] ?? .null, at: "grid.\(key)")
      var axis: [Setting] = []
      for entry in try node.listOrOne() {
        let setting = try Setting(key, entry)
        guard !axis.contains(where: { $0.text == setting.text }) else {
          throw entry.fail("sweep.value", "'\(key)' has the value \(setting.text) twice", cure: "Remove one of them.")
        }
        axis.append(setting)
      }
      guard !axis.isEmpty else {
        throw node.fail("sweep.value", "'\(key)' has no value", cure: "Give it at least one, or leave it out.")
      }
      values.append(axis)
      // Counted before it is made, and no further than needed: a few axes more than meant fill any memory.
      guard size <= Self.mostCases / axis.count else {
        throw grid.fail(
          "sweep.size", "the grid has more than \(Self.mostCases) cases", cure: "Split it into several files.")
      }
      size *= axis.count
    }
    let fixed = try Self.fixed(fields["set"])
    var combinations: [[Setting]] = [[]]
    for axis in values { combinations = combinations.flatMap { head in axis.map { head + [$0] } } }
    var cases = [Case(id: Self.id(salt, "baseline", base), scenario: .baseline, knobs: [])]
    for combination in combinations {
      var scenario = Scenario(name: combination.map { "\($0.key)=\($0.text)" }.joined(separator: " "))
      scenario.add(base)
      for setting in fixed + combination { try scenario.set(setting.key, setting.node, text: setting.text) }
      cases.append(
        Case(id: Self.id(salt, "case", scenario), scenario: scenario, knobs: combination.map { ($0.key, $0.text) }))
    }
    self.cases = cases
    self.axes = zip(names, values).map { ($0, $1.map(\.text)) }
    self.base = base
    startID = Self.id(salt, "start", base)
  }

  /// A knob, its value as it is written, and where that stands.
  private struct Setting {
    var key: String
    var text: String
    var node: SettingsNode

    init(_ key: String, _ entry: SettingsNode) throws(Diagnostic) {
      self.key = key
      switch entry.value {
      case .text(let text):
        self.text = text
        node = entry.inner(Double(text).map { .number($0) } ?? .text(text), at: entry.path)
      case .number, .flag:
        text = entry.value.json
        node = entry
      default: throw entry.expected("a value of the knob '\(key)'", example: "\"+10%\" or 0.9")
      }
    }
  }

  /// The knobs of `set`, which every case of the grid has.
  private static func fixed(_ node: SettingsNode?) throws(Diagnostic) -> [Setting] {
    guard let node else { return [] }
    guard case .object(let entries) = node.value else {
      throw node.expected("an object of knobs", example: "{ volume: \"+20%\" }")
    }
    var fixed: [Setting] = []
    for key in entries.keys.sorted() {
      let entry = node.inner(entries[key] ?? .null, at: "\(node.path).\(key)")
      fixed.append(try Setting(key, entry))
    }
    return fixed
  }

  private static func id(_ salt: String, _ kind: String, _ scenario: Scenario) -> String {
    let text = ([salt, kind] + scenario.substance).joined(separator: "\n")
    return String(SHA256.hex(of: Array(text.utf8)).prefix(24))
  }

  /// The cases of shard `number` of `count`, from 1: every `count`-th, so that shards take about as long.
  public func shard(_ number: Int, of count: Int) -> [Case] {
    cases.enumerated().filter { $0.offset % count == number - 1 }.map(\.element)
  }

  /// Shards of `count` of which a case is missing.
  /// - Throws: `sweep.altered`.
  public func unfinishedShards(of count: Int, in folder: String) throws(Diagnostic) -> [Int] {
    var unfinished: Set<Int> = []
    for (offset, one) in cases.enumerated() where try Self.known(one, in: folder) == nil {
      unfinished.insert(offset % count + 1)
    }
    return unfinished.sorted()
  }

  /// Solves those of `wanted` that are not there yet, `threads` at a time, each written as it is done.
  ///
  /// Every search begins with the base's rota, which depends on nothing but the inputs: whoever needs it first makes and
  /// keeps it. A done neighbour's rota would be nearer, but then a case's answer would depend on which neighbours were
  /// done, and shards would no longer give the same bytes.
  ///
  /// - Parameter most: solves at most so many.
  /// - Returns: how many were solved now.
  public func run(
    _ wanted: [Case], whatIf: WhatIf, folder: String, threads: Int, control: PlanControl, most: Int = .max,
    done: @escaping @Sendable (Case) -> Void
  ) throws(Diagnostic) -> Int {
    var missing: [Case] = []
    for one in wanted where missing.count < most {
      if try Self.known(one, in: folder) == nil { missing.append(one) }
    }
    let open = missing
    guard !open.isEmpty else { return 0 }
    var whatIf = whatIf
    guard let start = try startRota(whatIf, folder: folder, control: control) else { return 0 }
    whatIf.settings.start = start
    let solver = whatIf
    let failure = Mutex<Diagnostic?>(nil)
    let next = Mutex(0)
    let solved = Mutex(0)
    // A thread of its own inherits no clock rules.
    let choice = ZoneChoice.current
    let workers = max(1, min(threads, open.count))
    _ = blockingOnOwnThreads(count: workers, threads: workers) { _ in
      while !control.stop.isRaised, failure.withLock({ $0 == nil }) {
        let index = next.withLock { value -> Int in
          defer { value += 1 }
          return value
        }
        guard index < open.count else { return }
        do throws(Diagnostic) {
          let answer = try choice.scoped { () throws(Diagnostic) in
            try solver.solve(open[index].scenario, control: control)
          }
          guard let figures = answer?.figures else { return }
          try AtomicFile.write(
            try Self.bytes(Kept(id: open[index].id, figures)), to: Self.path(open[index], in: folder))
          solved.withLock { $0 += 1 }
          done(open[index])
        } catch {
          failure.withLock { $0 = $0 ?? error }
        }
      }
    }
    if let failure = failure.withLock({ $0 }) { throw failure }
    return solved.withLock { $0 }
  }

  /// The base's rota: read where it was made before, else made; nil when stopped.
  private func startRota(_ whatIf: WhatIf, folder: String, control: PlanControl) throws(Diagnostic) -> Rota? {
    let path = "\(folder)/start/\(startID).json"
    if let known: Rota = try Self.content(of: path, id: startID) { return known }
    guard let rota = try whatIf.solve(base, control: control)?.plan.rota else { return nil }
    try AtomicFile.write(try Self.bytes(Kept(id: startID, rota)), to: path)
    return rota
  }

  /// Every case's answer in the order of the grid, and the names of those that are not there or can't be read.
  public func merged(from folder: String) throws(Diagnostic) -> (cases: [WhatIfCase], missing: [String]) {
    var found: [WhatIfCase] = []
    var missing: [String] = []
    for one in cases {
      if let figures = try Self.known(one, in: folder) {
        found.append(figures)
      } else {
        missing.append(one.scenario.name)
      }
    }
    return (found, missing)
  }

  /// A file of a sweep: what it is named after is in it as well, so that a file that was cut, emptied or renamed counts
  /// as none, and is made anew; so is what its content adds up to, so that a figure that was changed is noticed.
  private struct Kept<Content: Codable>: Codable {
    var id: String
    var sha256: String
    var content: Content

    init(id: String, _ content: Content) throws(Diagnostic) {
      self.id = id
      self.content = content
      sha256 = SHA256.hex(of: try Sweep.bytes(content))
    }
  }

  /// A case's answer; nil where none is there that can be read.
  private static func known(_ one: Case, in folder: String) throws(Diagnostic) -> WhatIfCase? {
    try content(of: path(one, in: folder), id: one.id)
  }

  private static func content<Content: Codable>(of path: String, id: String) throws(Diagnostic) -> Content? {
    guard FileManager.default.fileExists(atPath: path), let bytes = try? readFile(path),
      let kept = try? JSONDecoder().decode(Kept<Content>.self, from: Data(bytes)), kept.id == id
    else { return nil }
    guard SHA256.hex(of: try Self.bytes(kept.content)) == kept.sha256 else {
      throw Diagnostic(
        "sweep.altered", "'\(path)' isn't what the sweep wrote: a figure of it was changed",
        at: SourcePosition(file: path), cure: "Remove the file; its case is then solved again.")
    }
    return kept.content
  }

  private static func path(_ one: Case, in folder: String) -> String { "\(folder)/cases/\(one.id).json" }

  private static func bytes(_ figures: some Encodable) throws(Diagnostic) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    do { return Array(try encoder.encode(figures)) + [0x0A] } catch {
      throw Diagnostic("sweep.not-finite", "a figure of a case isn't a number", kind: .internal)
    }
  }
}
