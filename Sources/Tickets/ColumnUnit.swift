internal import Tables

/// A unit of time that a column's name says: `handle_min`, `Time (Seconds)`, `Dauer in Minuten`, `AHT (mm:ss)`.
enum ColumnUnit {
  /// Seconds in one unit; nil where the name says nothing.
  static func named(_ column: String) -> Double? {
    let key = PlainText.key(column)
    for (endings, seconds) in endings where endings.contains(where: key.hasSuffix) { return seconds }
    // A single letter counts only where it stands alone: `Dauer (h)`, `aht_s`.
    let letters = column.lowercased().split { !$0.isLetter }.last
    return letters.flatMap { single[String($0)] }
  }

  /// Seconds in one unit; 1 where the name says nothing.
  static func seconds(of column: String) -> Double { named(column) ?? 1 }

  /// What the first of two parts (`3:21`) counts, in seconds: 60 under `(mm:ss)`, 3600 under `(hh:mm)`; nil where the
  /// name says neither.
  static func firstOfTwo(_ column: String) -> Int? {
    let text = column.lowercased()
    if text.contains("h:mm:ss") { return nil }
    if text.contains("m:ss") { return 60 }
    return text.contains("h:mm") ? 3600 : nil
  }

  private static let endings: [([String], Double)] = [
    (["milliseconds", "millis", "msec", "millisekunden", "ms"], 0.001),
    (
      [
        "seconds", "secs", "sec", "sekunden", "sek", "segundos", "secondes", "secondi", "seconden", "sekundy", "sekund",
      ], 1
    ),
    (
      [
        "minutes", "mins", "min", "minute", "minuten", "minutos", "minuti", "minuty", "minut", "minuter",
      ], 60
    ),
    (
      [
        "hours", "hrs", "hour", "stunden", "std", "heures", "horas", "ore", "uren", "godziny", "godzin", "hodiny",
        "hodin",
      ],
      3600
    ),
  ]

  private static let single: [String: Double] = ["s": 1, "m": 60, "h": 3600]
}
