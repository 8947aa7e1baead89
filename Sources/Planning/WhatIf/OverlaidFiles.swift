internal import Foundation
internal import Tables

/// A project folder whose `rota.json` is read with a scenario's changes laid over it.
struct OverlaidFiles: ProjectFiles {
  let files: any ProjectFiles
  let overlays: [SettingsNode]

  var name: String { files.name }
  func files(in folder: String) -> [String] { files.files(in: folder) }

  func bytes(of path: String) throws(Diagnostic) -> [UInt8]? {
    guard path == "rota.json", let bytes = try files.bytes(of: path) else { return try files.bytes(of: path) }
    var value = try SettingsNode.parse(bytes, file: path).value
    for overlay in overlays { value = value.merged(with: overlay.value) }
    return Array(value.json.utf8)
  }
}

extension SettingsValue {
  /// Objects are merged key by key, lists of things with ids thing by thing; null takes away; all else replaces. A thing
  /// `{ id: "x", remove: true }` takes x out of its list.
  func merged(with other: SettingsValue) -> SettingsValue {
    switch (self, other) {
    case (.object(var fields), .object(let changes)):
      for (key, change) in changes {
        if case .null = change { fields[key] = nil } else { fields[key] = fields[key]?.merged(with: change) ?? change }
      }
      return .object(fields)
    case (.array(var items), .array(let changes)) where !changes.isEmpty && changes.allSatisfy({ $0.id != nil }):
      for change in changes {
        let place = items.firstIndex { $0.id == change.id }
        if change.isRemoval {
          if let place { items.remove(at: place) }
        } else if let place {
          items[place] = items[place].merged(with: change)
        } else {
          items.append(change)
        }
      }
      return .array(items)
    default: return other
    }
  }

  /// The first thing that `change` takes out of a list in which it isn't.
  /// - Parameter place: the path of `change`.
  func strayRemoval(of change: SettingsValue, at place: String) -> (id: String, place: String, known: [String])? {
    switch change {
    case .object(let changes):
      var fields: [String: SettingsValue] = [:]
      if case .object(let own) = self { fields = own }
      for key in changes.keys.sorted() {
        if let piece = changes[key], let stray = (fields[key] ?? .null).strayRemoval(of: piece, at: "\(place).\(key)") {
          return stray
        }
      }
    case .array(let changes):
      var items: [SettingsValue] = []
      if case .array(let own) = self { items = own }
      for (number, piece) in changes.enumerated() {
        guard let id = piece.id else { continue }
        let item = items.first { $0.id == id }
        if piece.isRemoval, item == nil { return (id, "\(place)[\(number)]", items.compactMap(\.id)) }
        if let item, let stray = item.strayRemoval(of: piece, at: "\(place)[\(number)]") { return stray }
      }
    default: break
    }
    return nil
  }

  var id: String? {
    guard case .object(let fields) = self, case .text(let id)? = fields["id"] else { return nil }
    return id
  }

  /// What people call a thing of a list: its name, else its id.
  var label: String? {
    guard case .object(let fields) = self, case .text(let name)? = fields["name"] else { return id }
    return name
  }

  var isRemoval: Bool {
    guard case .object(let fields) = self, case .flag(true)? = fields["remove"] else { return false }
    return true
  }

  /// As JSON, keys in order.
  var json: String {
    switch self {
    case .object(let fields):
      "{" + fields.keys.sorted().map { "\(Self.quoted($0)):\(fields[$0]?.json ?? "null")" }.joined(separator: ",") + "}"
    case .array(let items): "[" + items.map(\.json).joined(separator: ",") + "]"
    case .text(let text): Self.quoted(text)
    case .number(let number): number == number.rounded() && abs(number) < 1e15 ? "\(Int(number))" : "\(number)"
    case .flag(let flag): "\(flag)"
    case .null: "null"
    }
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case let control where control.value < 0x20:
        let hex = String(control.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
