internal import Dispatch
internal import Foundation
public import Publishing
internal import Optimization
internal import Rostering
internal import Simulation
internal import Synchronization
public import Tables

/// Many cases: every combination of some knobs' values. Each is a pure function of the project, the options and its own
/// knobs, and is named after their hash, so that machines need no word with one another and nothing is solved twice.
public struct Sweep: Sendable {
  public struct Case: Sendable {
    /// Hexadecimal; the name of its file.
    public var id: String
    public var scenario: Scenario
    public var knobs: [(key: String, value: String)]
  }

  public let cases: [Case]
  public let names: [String]
  /// Laid under every case; its rota is where every case's search begins.
  public let base: Scenario
  /// Names the rota of `base`, by all that it depends on.
  private let startID: String

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
    func texts(_ value: SettingsValue, _ key: String) throws(Diagnostic) -> [String] {
      let items: [SettingsValue]
      if case .array(let list) = value { items = list } else { items = [value] }
      var texts: [String] = []
      for item in items {
        switch item {
        case .text(let text): texts.append(text)
        case .number(let number): texts.append(number == number.rounded() ? "\(Int(number))" : "\(number)")
        default:
          throw grid.fail(
            "sweep.value", "'\(key)' has a value that is neither text nor a number", cure: "Write \"+10%\" or 0.9.")
        }
      }
      return texts
    }
    var fixed: [(String, String)] = []
    if let node = fields["set"], case .object(let entries) = node.value {
      for key in entries.keys.sorted() { fixed.append((key, try texts(entries[key] ?? .null, key).first ?? "")) }
    }
    names = axes.keys.sorted()
    var combinations: [[(key: String, value: String)]] = [[]]
    for key in names {
      let values = try texts(axes[key] ?? .null, key)
      combinations = combinations.flatMap { head in values.map { head + [(key, $0)] } }
    }
    guard combinations.count <= 100_000 else {
      throw grid.fail("sweep.size", "the grid has \(combinations.count) cases", cure: "Split it into several files.")
    }
    var cases: [Case] = []
    for combination in combinations {
      var scenario = Scenario(name: combination.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
      scenario.add(base)
      for (key, value) in fixed { try scenario.set(key, to: value) }
      for (key, value) in combination { try scenario.set(key, to: value) }
      cases.append(Case(id: Self.id(salt, "case", scenario), scenario: scenario, knobs: combination))
    }
    self.cases = cases
    self.base = base
    startID = Self.id(salt, "start", base)
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
  public func unfinishedShards(of count: Int, in folder: String) -> [Int] {
    (1...count).filter { number in
      shard(number, of: count).contains { !FileManager.default.fileExists(atPath: Self.path($0, in: folder)) }
    }
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
    let open = Array(
      wanted.filter { !FileManager.default.fileExists(atPath: Self.path($0, in: folder)) }.prefix(most))
    guard !open.isEmpty else { return 0 }
    var whatIf = whatIf
    guard let start = try startRota(whatIf, folder: folder, control: control) else { return 0 }
    whatIf.settings.start = start
    let solver = whatIf
    let failure = Mutex<Diagnostic?>(nil)
    let next = Mutex(0)
    let solved = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(threads, open.count))) { _ in
      while !control.stop.isRaised, failure.withLock({ $0 == nil }) {
        let index = next.withLock { value -> Int in
          defer { value += 1 }
          return value
        }
        guard index < open.count else { return }
        do throws(Diagnostic) {
          guard let figures = try solver.solve(open[index].scenario, control: control)?.figures else { return }
          try AtomicFile.write(try Self.bytes(figures), to: Self.path(open[index], in: folder))
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
    if FileManager.default.fileExists(atPath: path),
      let known = try? JSONDecoder().decode(Rota.self, from: Data(try readFile(path)))
    {
      return known
    }
    guard let rota = try whatIf.solve(base, control: control)?.plan.rota else { return nil }
    try AtomicFile.write(try Self.bytes(rota), to: path)
    return rota
  }

  /// Every case's answer in the order of the grid, and the names of those that are not there.
  public func merged(from folder: String) throws(Diagnostic) -> (cases: [WhatIfCase], missing: [String]) {
    var found: [WhatIfCase] = []
    var missing: [String] = []
    for one in cases {
      let path = Self.path(one, in: folder)
      guard FileManager.default.fileExists(atPath: path) else {
        missing.append(one.scenario.name)
        continue
      }
      do { found.append(try JSONDecoder().decode(WhatIfCase.self, from: Data(try readFile(path)))) } catch {
        throw Diagnostic(
          "sweep.case", "'\(path)' is no answer of a case", cure: "Remove the file and run its shard again.")
      }
    }
    return (found, missing)
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
