public import Tables

/// Which zone rules are used, and which others there are.
///
/// Named rules are used, in the order of `ZoneSource.Kind`; else the newest, the system's before Foundation's where they
/// are equally new. A release that is unknown counts as the oldest.
///
/// `Zone("Europe/Warsaw")` asks the choice in force, `ZoneChoice.current`. The program puts one in force for its whole run,
/// from its command line and its environment; elsewhere Foundation's rules hold.
public struct ZoneChoice: Sendable {
  /// Where a zone's name is looked up first.
  public let used: ZoneRules
  /// The other sources, newest first: for what the used one doesn't know, and to compare with.
  public let others: [ZoneRules]
  /// A `TZDIR` that is no folder.
  public let warnings: [Diagnostic]

  /// In force for the running task. A thread that is begun inside inherits nothing: hand it the choice and call `scoped`.
  @TaskLocal public static var current = ZoneChoice(among: [.foundation])

  /// The system's folder.
  public static let systemFolder = "/usr/share/zoneinfo"

  /// - Parameter sources: at least one.
  init(among sources: [ZoneRules], warnings: [Diagnostic] = []) {
    self.warnings = warnings
    let newest = Self.newestFirst(sources)
    let named = sources.filter { $0.source.kind.isNamed }
    used = named.first ?? newest.first ?? .foundation
    let place = used.source.place
    others = newest.filter { $0.source.place != place }
  }

  /// The choice of a process.
  ///
  /// - Parameters:
  ///   - option: the folder that the command line names.
  ///   - environment: the process's. A `TZDIR` that is no folder is left out with a warning.
  ///   - system: the system's folder, which may be missing.
  /// - Throws: `zone.folder` (missing input) where the folder that the command line names isn't there.
  public static func ofProcess(
    option: String?, environment: [String: String], system: String = systemFolder
  ) throws(Diagnostic) -> ZoneChoice {
    var sources: [ZoneRules] = []
    var warnings: [Diagnostic] = []
    if let option { sources.append(try ZoneRules(folder: option, kind: .option)) }
    if let folder = environment["TZDIR"], !folder.isEmpty {
      do throws(Diagnostic) { sources.append(try ZoneRules(folder: folder, kind: .environment)) } catch {
        warnings.append(
          Diagnostic(
            "zone.tzdir", "TZDIR isn't used: \(error.message)", cure: "Correct or unset it.", severity: .warning))
      }
    }
    if let rules = try? ZoneRules(folder: system, kind: .system) { sources.append(rules) }
    return ZoneChoice(among: sources + [.foundation], warnings: warnings)
  }

  /// The choice for a project that names a folder itself: it counts unless the command line named one.
  /// - Throws: `zone.folder` (missing input) where it isn't there.
  public func naming(_ folder: String) throws(Diagnostic) -> ZoneChoice {
    guard used.source.kind != .option else { return self }
    return ZoneChoice(among: [try ZoneRules(folder: folder, kind: .setting), used] + others)
  }

  /// - Throws: `zone.unknown` when no source has rules under this name; `zone.file` where its file can't be used.
  ///   Abbreviations such as `CET` or `EST` are refused: they name an offset, or several, not a place.
  public func zone(_ identifier: String) throws(Diagnostic) -> Zone {
    if Zone.utcNames.contains(identifier) { return .utc }
    if identifier.contains("/") {
      for rules in [used] + others {
        if let zone = try rules.zone(identifier) { return zone }
      }
    }
    if let places = ZoneAbbreviations.places(identifier) {
      throw Diagnostic(
        "zone.unknown",
        "'\(identifier)' is an abbreviation of a time zone: it names no place, whose clocks would be known",
        cure: "Name the place, such as \(places).")
    }
    let near = NearestName.of(identifier, among: ZoneRules.knownNames)
    throw Diagnostic(
      "zone.unknown", "'\(identifier)' isn't a time zone",
      cure: near.map { "Did you mean '\($0)'?" } ?? "Use an IANA name such as Europe/Warsaw, America/Bogota or UTC.")
  }

  /// Does something with this choice in force.
  public func scoped<Answer>(_ work: () throws(Diagnostic) -> Answer) throws(Diagnostic) -> Answer {
    try Self.$current.withValue(self) {
      Result { () throws(Diagnostic) in try work() }
    }.get()
  }

  private static func newestFirst(_ sources: [ZoneRules]) -> [ZoneRules] {
    sources.enumerated().sorted { left, right in
      if right.element.source.isOlder(than: left.element.source) { return true }
      if left.element.source.isOlder(than: right.element.source) { return false }
      return left.offset < right.offset
    }.map(\.element)
  }
}
