internal import Calendars
internal import Tickets

/// Queues for contacts that no queue claims, as `rota.json` would have them.
struct QueueProposal: Hashable {
  var id: String
  var channel: String
  /// `channel` or `group`, and what stands there; nil where the id says enough.
  var match: (key: String, value: String)?
  var contacts: Double

  static func == (left: Self, right: Self) -> Bool { left.text == right.text && left.contacts == right.contacts }
  func hash(into hasher: inout Hasher) { hasher.combine(text) }

  /// `{ id: "chat", channel: "chat", match: { channel: "Chat" } }`
  var text: String {
    "{ id: \(Self.quoted(id)), channel: \"\(channel)\""
      + (matchText.map { ", match: \($0)" } ?? "") + " }"
  }

  /// `{ channel: "Chat" }`; nil where the id says enough.
  var matchText: String? { match.map { "{ \($0.key): \(Self.quoted($0.value)) }" } }

  /// One queue a channel; where no channel is known, one a group. The most contacts first.
  ///
  /// - Parameter usual: the channel of words that are none of a known one.
  static func proposals(
    for unclaimed: [HistoryStore.Unclaimed], known: [QueueID], usual: String = "phone"
  ) -> [QueueProposal] {
    var found: [QueueProposal] = []
    for entry in unclaimed {
      let name = entry.name
      let proposal: QueueProposal
      if let queue = name.queue {
        proposal = QueueProposal(id: queue.rawValue, channel: name.usualChannel ?? usual, contacts: 0)
      } else if !name.channel.isEmpty {
        // Words for one channel are one queue.
        let isUsual = ["phone", "chat", "email"].contains(name.usualQueue.rawValue)
        proposal = QueueProposal(
          id: StreamName(channel: name.channel).usualQueue.rawValue,
          channel: name.usualChannel ?? (name.usualQueue == "social" ? "email" : usual),
          match: ("channel", isUsual ? name.usualQueue.rawValue : name.channel), contacts: 0)
      } else if !name.queueName.isEmpty {
        proposal = QueueProposal(id: name.queueName, channel: name.usualChannel ?? usual, contacts: 0)
      } else if !name.group.isEmpty {
        proposal = QueueProposal(
          id: name.usualQueue.rawValue, channel: name.usualChannel ?? usual, match: ("group", name.group), contacts: 0)
      } else {
        continue
      }
      if let place = found.firstIndex(where: { $0.id == proposal.id && $0.match?.key == proposal.match?.key }) {
        found[place].contacts += entry.contacts
      } else {
        found.append(proposal)
        found[found.count - 1].contacts = entry.contacts
      }
    }
    var taken = Set(known.map(\.rawValue))
    for index in found.indices {
      let id = found[index].id
      var number = 2
      while !taken.insert(found[index].id).inserted {
        found[index].id = "\(id)-\(number)"
        number += 1
      }
    }
    return found.sorted { ($1.contacts, $0.id) < ($0.contacts, $1.id) }
  }

  /// Text as `rota.json` quotes it.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case let control where control.value < 0x20 || control.value == 0x2028 || control.value == 0x2029:
        let hex = String(control.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
