internal import Tables

/// A message for an address of Teams' Workflows ("when a webhook request is received"): an Adaptive Card. Every text stands
/// in a `RichTextBlock`, whose runs are no mark-up: a name can't become a link or a list.
/// - SeeAlso: adaptivecards.io, schema 1.4; learn.microsoft.com, "Create incoming webhooks with Workflows" (28 KB).
private struct TeamsMessage: Encodable {
  struct Run: Encodable {
    var type = "TextRun"
    var text: String
    var weight: String?
    var size: String?
  }

  struct Block: Encodable {
    var type = "RichTextBlock"
    var inlines: [Run]
    var spacing: String?
    var separator: Bool?
  }

  struct Card: Encodable {
    var schema = "http://adaptivecards.io/schemas/adaptive-card.json"
    var type = "AdaptiveCard"
    var version = "1.4"
    var body: [Block]

    enum CodingKeys: String, CodingKey {
      case schema = "$schema"
      case type, version, body
    }
  }

  struct Attachment: Encodable {
    var contentType = "application/vnd.microsoft.card.adaptive"
    var content: Card
  }

  var type = "message"
  var attachments: [Attachment]
}

private let longestCard = 28_000

/// A card of the plan's days with as much detail as Teams takes.
func teamsCard(
  _ index: PlanIndex, changes: DigestChanges? = nil
) throws(Diagnostic) -> FittingMessage {
  try fittingMessage(index, changes: changes) { digest throws(Diagnostic) in
    typealias Block = TeamsMessage.Block
    func line(_ text: String) -> Block { Block(inlines: [TeamsMessage.Run(text: text)], spacing: "None") }
    var body = [Block(inlines: [TeamsMessage.Run(text: digest.title, weight: "Bolder", size: "Large")])]
    body += digest.facts.map(line)
    for section in digest.sections {
      body.append(
        Block(inlines: [TeamsMessage.Run(text: section.title, weight: "Bolder")], spacing: "Medium", separator: true))
      body += section.lines.map(line)
    }
    let message = TeamsMessage(attachments: [TeamsMessage.Attachment(content: .init(body: body))])
    let bytes = try exchangeJSON(message, isLaidOut: false)
    return bytes.count <= longestCard ? bytes : nil
  }
}

let teamsLimit = "28 KB"

/// What it leaves out.
func teamsNotes(_ index: PlanIndex) -> [Diagnostic] {
  // What can't be written is told by whoever writes it.
  (try? teamsCard(index).notes(limit: teamsLimit)) ?? []
}
