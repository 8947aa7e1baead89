import Calendars
import Foundation
import Tables
import Tickets

@testable import Planning

/// A project folder that tests import into; it goes with its last owner.
final class ImportFolder {
  let url = FileManager.default.temporaryDirectory.appending(path: "rota-import-\(UUID().uuidString)")

  /// - Parameter settings: `rota.json`.
  init(settings: String) throws {
    try write("rota.json", settings)
    try write("agents.csv", "agent_id,name,site,skills,contract_hours\na1,Agent 01,main,phone,40\n")
  }

  /// A desk in Berlin.
  /// - Parameter queues: as `rota.json` has them between the brackets.
  convenience init(queues: String = "{ id: \"phone\", channel: \"phone\" },  // ours") throws {
    try self.init(settings: "{ name: \"Desk\", timeZone: \"Europe/Berlin\", queues: [\n    \(queues)\n  ] }\n")
    try write("agents.csv", "agent_id\na1\n")
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func write(_ path: String, _ text: String) throws {
    try FileManager.default.createDirectory(
      at: url.appending(path: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url.appending(path: path))
  }

  func text(_ path: String) throws -> String { try String(contentsOf: url.appending(path: path), encoding: .utf8) }

  /// Everything in a folder, the history's unless said otherwise, by name.
  func state(_ folder: String = "history") -> [String: Data] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: url.appending(path: folder).path)) ?? []
    return [String: Data](
      names.map { ($0, (try? Data(contentsOf: url.appending(path: "\(folder)/\($0)"))) ?? Data()) }
    ) { first, _ in first }
  }

  func project() throws -> Project { try Project.read(try FolderFiles(url.path)) }

  /// What imports into the project.
  var imports: ProjectImport { get throws { try ProjectImport(into: try FolderFiles(url.path)) } }

  func importing(
    _ text: String, addsQueues: Bool = false, _ change: (inout ImportOptions) -> Void = { _ in }
  ) throws -> ImportReport {
    var options = ImportOptions()
    change(&options)
    return try imports.run(
      [TicketSource(bytes: Array(text.utf8), name: "t.csv")], options: options, addsQueues: addsQueues)
  }

  /// Contacts of each queue that has some.
  var contacts: [String: Double] {
    get throws {
      [String: Double](try project().histories.map { ($0.queue.rawValue, $0.contacts.reduce(0, +)) }) { $0 + $1 }
    }
  }
}
