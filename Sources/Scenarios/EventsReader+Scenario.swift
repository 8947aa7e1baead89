internal import Calendars
internal import Forecasting
internal import Planning
internal import Tables

extension EventsReader {
  private static let keys = ["kind", "name", "queue", "from", "to", "uplift", "halfLifeDays"]

  static func words(on node: SettingsNode) throws(Diagnostic) -> String {
    let fields = try node.object(keys)
    let kind = try fields["kind"].map { (node) throws(Diagnostic) in try node.text() } ?? "event"
    return try fields["name"].map { (node) throws(Diagnostic) in try node.text() } ?? kind
  }

  /// Events of a scenario, read as `events.csv` is.
  static func read(
    _ nodes: [SettingsNode], queues: [QueueID]
  ) throws(Diagnostic) -> [DemandEvent] {
    var events: [DemandEvent] = []
    for node in nodes {
      let fields = try node.object(keys)
      func text(_ key: String) throws(Diagnostic) -> String {
        guard let field = fields[key] else { return "" }
        // A digit more: a number of a scenario's can't be thousands.
        if case .number(let number) = field.value {
          let text = "\(number)"
          return text.contains("e") ? text : text + "0"
        }
        return try field.text()
      }
      let from = try text("from")
      let to = try text("to")
      let cells = [
        try text("kind"), try text("name"), try text("queue"), from, to.isEmpty ? from : to, try text("uplift"),
        try text("halfLifeDays"),
      ]
      let table =
        "kind,name,queue,start_local,end_local,uplift,half_life_days\n"
        + cells.map(CSVText.quoted).joined(separator: ",") + "\n"
      do throws(Diagnostic) {
        events += try read(Array(table.utf8), file: node.file, queues: queues)
      } catch {
        var placed = error
        placed.position = node.position
        throw placed
      }
    }
    return events
  }
}
