internal import Tables

/// A message as an incoming webhook or `chat.postMessage` of Slack takes it. Texts of people and teams are plain text,
/// which Slack takes for no mark-up and no mention; only `text`, what notifications show, is read as mark-up.
/// - SeeAlso: docs.slack.dev, "Block Kit" (at most 50 blocks, 150 characters a header, 3,000 a section).
private struct SlackMessage: Encodable {
  struct Text: Encodable {
    var type: String
    var text: String
  }

  struct Block: Encodable {
    var type: String
    var text: Text

    init(_ type: String, _ text: String) {
      self.type = type
      self.text = Text(type: "plain_text", text: text)
    }
  }

  var text: String
  var blocks: [Block]
}

/// A message of about 13,200 characters is refused there (`msg_blocks_too_long`), whatever its blocks are.
private let (longestMessage, longestHeader, longestSection, mostBlocks) = (13_000, 150, 3_000, 50)

/// A message of the plan's days, a section a day, with as much detail as Slack takes.
func slackMessage(
  _ index: PlanIndex, changes: DigestChanges? = nil
) throws(Diagnostic) -> FittingMessage {
  try fittingMessage(index, changes: changes) { digest throws(Diagnostic) in
    let title = digest.title.shortened(to: longestHeader)
    let sections = ([digest.facts] + digest.sections.map { [$0.title] + $0.lines }).flatMap(joined)
    guard sections.count < mostBlocks, sections.allSatisfy({ $0.utf16.count <= longestSection }) else { return nil }
    let message = SlackMessage(
      text: escapedForSlack(title),
      blocks: [SlackMessage.Block("header", title)] + sections.map { SlackMessage.Block("section", $0) })
    let bytes = try exchangeJSON(message, isLaidOut: false)
    return bytes.count <= longestMessage ? bytes : nil
  }
}

/// Lines as texts of sections: one, or as many as their length asks for.
private func joined(_ lines: [String]) -> [String] {
  lines.reduce(into: []) { texts, line in
    if let last = texts.last, last.utf16.count + 1 + line.utf16.count <= longestSection {
      texts[texts.count - 1] = "\(last)\n\(line)"
    } else {
      texts.append(line)
    }
  }
}

/// The three characters with which mark-up and mentions begin.
private func escapedForSlack(_ text: String) -> String {
  text.reduce(into: "") { result, character in
    switch character {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    default: result.append(character)
    }
  }
}

let slackLimit = "about 13,000 characters, 50 parts of 3,000"

/// What it leaves out.
func slackNotes(_ index: PlanIndex) -> [Diagnostic] {
  // What can't be written is told by whoever writes it.
  (try? slackMessage(index).notes(limit: slackLimit)) ?? []
}
