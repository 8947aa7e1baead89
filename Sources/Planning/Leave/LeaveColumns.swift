internal import Tables

/// The columns of a table of leave, by the names that programs for absences give them.
struct LeaveColumns {
  /// What a column is for; the names of `--column`.
  enum Purpose: String, CaseIterable {
    case person, email, name
    case firstName = "first-name"
    case lastName = "last-name"
    case first, last, kind, paid, hours, status, days
  }

  /// In the languages that headers come in: en, cs, sk, pl, de, es, fr.
  private static let names: [Purpose: [String]] = [
    .person: [
      "agent_id", "employee id", "employee number", "employee no", "personnel number", "staff id", "numer pracownika",
      "osobní číslo", "osobné číslo", "personalnummer", "número de empleado", "matricule",
    ],
    .email: ["email", "e-mail", "email address", "employee email", "work email", "user email"],
    .name: [
      "name", "employee", "employee name", "full name", "person", "agent", "who", "user", "pracownik",
      "imię i nazwisko",
      "jméno", "zaměstnanec", "meno", "zamestnanec", "mitarbeiter", "mitarbeiterin", "nombre", "empleado", "nom",
      "employé", "salarié",
    ],
    .firstName: ["first name", "given name", "imię", "křestní jméno", "krstné meno", "vorname", "prénom"],
    .lastName: ["last name", "surname", "family name", "nazwisko", "příjmení", "priezvisko", "nachname", "apellidos"],
    .first: [
      "first_date", "start", "start date", "from", "from date", "date from", "first day", "starts", "od", "data od",
      "początek", "datum od", "začátek", "začiatok", "von", "beginn", "desde", "inicio", "fecha de inicio", "du",
      "début", "date de début",
    ],
    .last: [
      "last_date", "end", "end date", "to", "to date", "date to", "last day", "until", "ends", "do", "data do",
      "koniec", "datum do", "konec", "bis", "ende", "hasta", "fin", "fecha de fin", "au", "date de fin",
    ],
    .kind: [
      "kind", "type", "leave type", "absence type", "time off type", "reason", "policy", "category", "rodzaj", "typ",
      "druh", "art", "abwesenheitsart", "tipo", "motif",
    ],
    .paid: ["paid"],
    .hours: ["hours_a_day"],
    .status: ["status", "approval status", "request status", "stav", "statut", "estado"],
    .days: [
      "days", "number of days", "duration", "amount", "liczba dni", "počet dnů", "počet dní", "tage", "días", "jours",
    ],
  ]

  private var places: [Purpose: Int] = [:]
  private let header: Header

  /// - Parameter named: headers by what they are for; `none` = no column is.
  /// - Throws: `csv.missing-column`, `csv.duplicate-column`, `leave.columns` where nothing says who or when.
  init(_ header: [String], named: [String: String], needsPerson: Bool, file: String) throws(Diagnostic) {
    self.header = Header(names: header)
    for purpose in Purpose.allCases {
      if let name = named[purpose.rawValue] {
        if name != "none" { places[purpose] = try self.header.column(named: name, in: file) }
        continue
      }
      for name in Self.names[purpose] ?? [] where places[purpose] == nil {
        places[purpose] = try self.header.optionalColumn(named: name, in: file)
      }
    }
    let shown = header.prefix(30).joined(separator: ", ")
    if !isThere(.first) {
      throw Diagnostic(
        "leave.columns", "no column says when leave begins (found: \(shown))", at: SourcePosition(file: file, row: 1),
        cure: "Name it: --column first=HEADER, and --column last=HEADER for its end.")
    }
    if needsPerson, ![.person, .email, .name].contains(where: isThere), !(isThere(.firstName) && isThere(.lastName)) {
      throw Diagnostic(
        "leave.columns", "no column says whose leave it is (found: \(shown))", at: SourcePosition(file: file, row: 1),
        cure: "Name it: --column name=HEADER, email=HEADER or person=HEADER for the agent_id.")
    }
  }

  func isThere(_ purpose: Purpose) -> Bool { places[purpose] != nil }

  /// The cell; nil where there is no such column, or nothing in it.
  func text(_ purpose: Purpose, _ cells: [String]) -> String? {
    guard let place = places[purpose], cells.indices.contains(place) else { return nil }
    return cells[place].isEmpty ? nil : cells[place]
  }

  /// Counted from 0.
  func place(_ purpose: Purpose) -> Int? { places[purpose] }

  /// Columns that nothing is read from.
  var unread: [String] { header.names.indices.filter { !places.values.contains($0) }.map { header.names[$0] } }

  /// `first = 'From', last = 'To', name = 'Employee'`.
  var words: String {
    Purpose.allCases.compactMap { purpose in places[purpose].map { "\(purpose.rawValue) = '\(header.names[$0])'" } }
      .joined(separator: ", ")
  }
}
