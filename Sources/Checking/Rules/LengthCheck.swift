internal import Calendars
internal import Workforce
internal import Words

/// The elapsed length of a duty is one that its template offers.
enum LengthCheck: RotaCheck {
  static let rules = ["duty.length"]

  static func breaches(in reading: RotaReading) -> [Breach] {
    reading.tours.flatMap { tour in
      tour.duties.compactMap { duty in
        guard let template = reading.templates[duty.template], !template.lengths.contains(duty.length) else {
          return nil
        }
        return tour.breach(
          "duty.length", on: duty.date,
          "lasts \(Words.plain.duration(duty.length)); template \(template.id) offers "
            + Words.plain.list(template.lengths.map { Words.plain.duration($0) }))
      }
    }
  }
}
