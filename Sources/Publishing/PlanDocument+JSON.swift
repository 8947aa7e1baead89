internal import Calendars
internal import Foundation
public import Tables

/// `plan.json`: keys in alphabetical order, one duty a line, numbers such that reading gives the same bits.
/// - Throws: `plan.not-finite` when a figure of the plan is not a number (JSON cannot hold it).
public func planJSON(_ plan: PlanDocument) throws(Diagnostic) -> [UInt8] {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  do {
    return JSONLayout.laidOut([UInt8](try encoder.encode(plan)))
  } catch EncodingError.invalidValue(let value, let context) {
    throw Diagnostic(
      "plan.not-finite", "\(dottedPath(context.codingPath)) is \(value), which a plan cannot hold",
      cure: "This is a fault of the program; please report it with the project.", kind: .internal)
  } catch {
    throw Diagnostic("plan.not-written", "the plan cannot be written as JSON: \(error)", kind: .internal)
  }
}

/// Reads what `planJSON` wrote, and checks what every output relies on.
/// - Parameter file: how messages name it.
/// - Throws: `plan.empty`, `plan.not-json`, `plan.not-a-plan`, `plan.schema`, `plan.missing-field`, `plan.bad-value`,
///   `plan.inconsistent`.
public func readPlan(_ bytes: [UInt8], file: String) throws(Diagnostic) -> PlanDocument {
  let cure = "Run `rota plan` again to write a fresh one."
  guard bytes.contains(where: { $0 > 0x20 }) else {
    throw Diagnostic(
      "plan.empty", "the file is empty; expected a plan as `rota plan` writes it", at: SourcePosition(file: file),
      cure: cure)
  }
  let data = Data(bytes)
  let decoder = JSONDecoder()
  // The version first: a newer plan may well lack a field of today's, and the version is what its reader must hear.
  let header: PlanHeader
  do { header = try decoder.decode(PlanHeader.self, from: data) } catch DecodingError.dataCorrupted(let context)
    where context.codingPath.isEmpty
  {
    throw Diagnostic(
      "plan.not-json", "the file isn't JSON\(syntaxFault(context)); expected a plan as `rota plan` writes it",
      at: SourcePosition(file: file), cure: cure)
  } catch {
    throw Diagnostic(
      "plan.not-a-plan", "the file is JSON but has no number `schema`; expected a plan as `rota plan` writes it",
      at: SourcePosition(file: file), cure: "Name the plan.json of a plan's folder.")
  }
  guard header.schema == PlanDocument.currentSchema else {
    throw Diagnostic(
      "plan.schema",
      "the plan has schema \(header.schema); this program reads schema \(PlanDocument.currentSchema)",
      at: SourcePosition(file: "\(file): schema"),
      cure: header.schema > PlanDocument.currentSchema ? "Use the newer program that wrote it, or plan again." : cure)
  }
  var plan: PlanDocument
  do { plan = try decoder.decode(PlanDocument.self, from: data) } catch {
    throw decodingDiagnostic(error, file: file, cure: cure)
  }
  plan.result.bringGapUpToDate()
  if let fault = inconsistency(of: plan) {
    throw Diagnostic(
      "plan.inconsistent", fault.message, at: SourcePosition(file: "\(file): \(fault.path)"), cure: cure)
  }
  return plan
}

private struct PlanHeader: Decodable { var schema: Int }

/// Turns what `Codable` says about a field into a place and a cure.
private func decodingDiagnostic(_ error: any Error, file: String, cure: String) -> Diagnostic {
  func at(_ path: [any CodingKey]) -> SourcePosition {
    path.isEmpty ? SourcePosition(file: file) : SourcePosition(file: "\(file): \(dottedPath(path))")
  }
  switch error {
  case DecodingError.keyNotFound(let key, let context):
    return Diagnostic("plan.missing-field", "no field `\(key.stringValue)`", at: at(context.codingPath), cure: cure)
  case DecodingError.valueNotFound(_, let context):
    return Diagnostic(
      "plan.missing-field", "the value is null, and one is needed", at: at(context.codingPath), cure: cure)
  case DecodingError.typeMismatch(let type, let context):
    return Diagnostic("plan.bad-value", "the value isn't \(jsonName(of: type))", at: at(context.codingPath), cure: cure)
  case DecodingError.dataCorrupted(let context):
    return Diagnostic("plan.bad-value", context.debugDescription, at: at(context.codingPath), cure: cure)
  default:
    return Diagnostic("plan.bad-value", "the plan cannot be read: \(error)", at: SourcePosition(file: file), cure: cure)
  }
}

private func jsonName(of type: any Any.Type) -> String {
  switch type {
  case is String.Type: "text"
  case is Bool.Type: "true or false"
  case is Double.Type, is Int.Type, is UInt64.Type: "a number"
  case is any Collection.Type: "a list"
  default: "what belongs here (\(type))"
  }
}

/// `rota.duties[3].start`
private func dottedPath(_ path: [any CodingKey]) -> String {
  path.reduce(into: "") { text, key in
    if let index = key.intValue {
      text += "[\(index)]"
    } else {
      text += text.isEmpty ? key.stringValue : ".\(key.stringValue)"
    }
  }
}

/// What the JSON reader says about line and column, where it says so.
private func syntaxFault(_ context: DecodingError.Context) -> String {
  guard let underlying = context.underlyingError else { return "" }
  let text = (underlying as NSError).userInfo["NSDebugDescription"] as? String ?? ""
  return text.isEmpty ? "" : " (\(text))"
}
