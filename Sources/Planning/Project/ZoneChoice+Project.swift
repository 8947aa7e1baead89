public import Calendars
internal import Foundation
internal import Tables

extension ZoneChoice {
  /// The choice for a project whose `rota.json` may name a folder of zone rules, from the project's folder on.
  /// - Throws: `zone.folder` (missing input) at the setting where there is no such folder.
  func ofProject(_ root: SettingsNode, folder: String) throws(Diagnostic) -> ZoneChoice {
    guard case .object(let fields) = root.value, let value = fields["zoneRules"] else { return self }
    let node = root.inner(value, at: "zoneRules")
    let path = try node.text()
    do {
      return try naming(path.hasPrefix("/") ? path : URL(filePath: folder).appending(path: path).path)
    } catch {
      throw Diagnostic(
        error.code, error.message, at: SourcePosition(file: "\(node.file): \(node.path)"), cure: error.cure,
        kind: error.kind)
    }
  }

  /// What is odd about the rules in force for these zones: named ones that are older than others, and zones that they don't
  /// know.
  func warnings(about zones: [Zone]) -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    let strange = Dictionary(zones.map { ($0.identifier, $0) }) { first, _ in first }.values
      .filter { $0.source != nil && $0.source != used.source }.sorted { $0.identifier < $1.identifier }
    for zone in strange {
      warnings.append(
        Diagnostic(
          "zones.elsewhere",
          "'\(zone)' isn't in \(used.source.words), so its clock follows \(zone.source?.words ?? "UTC")",
          cure: "Use the zone's present name, or rules that know it.", severity: .warning))
    }
    if let by = used.source.namedBy, let newer = others.first, used.source.isOlder(than: newer.source) {
      warnings.append(
        Diagnostic(
          "zones.older", "the clock rules \(used.source.words), \(by), are older than \(newer.source.words)",
          cure: "Name newer ones, or none to have the newest.", severity: .warning))
    }
    return warnings
  }
}

/// Plans lie inside projects.
public enum ProjectZones {
  /// The choice for a plan at `path`: that of the project around it, where there is one that can be read; else the one in
  /// force.
  public static func choice(forPlanAt path: String) -> ZoneChoice {
    var folder = URL(filePath: path).standardizedFileURL
    for _ in 0..<64 where folder.path.count > 1 {
      folder.deleteLastPathComponent()
      let file = folder.appending(path: "rota.json").path
      guard FileManager.default.fileExists(atPath: file) else { continue }
      guard let bytes = try? readFile(file), let root = try? SettingsNode.parse(bytes, file: "rota.json"),
        let choice = try? ZoneChoice.current.ofProject(root, folder: folder.path)
      else { break }
      return choice
    }
    return .current
  }
}
