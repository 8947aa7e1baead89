/// Futures to compare with the samples as they stand (`rota what-if`), one file each.
enum SampleScenarios {
  static let followTheSun: [SampleProject.File] = [
    .init(
      path: "scenarios/more-customers.json5",
      text: """
        // A fifth more contacts in every queue.
        {
          name: "A fifth more customers",
          set: { volume: "+20%" },
        }

        """),
    .init(
      path: "scenarios/san-jose.json5",
      text: """
        // A fourth site between Bogotá and the Pacific: eight people who speak English and Spanish, for the American
        // evenings that Manila's nights cover today.
        {
          name: "A site in San José",
          people: {
            hires: [ { count: 8, site: "san-jose", skills: ["english", "spanish"], contractHours: 40, from: "2026-10-19" } ],
          },
          project: {
            sites: [ { id: "san-jose", name: "San José", timeZone: "America/Costa_Rica", payPerHour: 10, nightPremiumPerHour: 2 } ],
            shifts: [
              { id: "san-jose-day", sites: "san-jose", start: "05:00-14:00", step: "30m", lengths: ["8h", "8h30m", "9h"],
                latestEnd: "23:00" },
            ],
          },
        }

        """),
    .init(
      path: "scenarios/recall.json5",
      text: """
        // A charger is called back on Tuesday: two and a half times the usual contacts, and of what is on top of the usual
        // 60 % is left on each day that follows, for three days.
        {
          name: "A product recall",
          demand: [ { name: "recall for three days, +150 % at first", from: "2026-10-20", days: 3, volume: "+150%", dailyRest: 0.6 } ],
        }

        """),
  ]

  static let contactCentre: [SampleProject.File] = [
    .init(
      path: "scenarios/sweep.json5",
      text: """
        // Sixty futures: five volumes, four handle times, three levels of shrinkage.
        {
          grid: {
            volume: ["-10%", "0%", "+10%", "+20%", "+30%"],
            handleTime: ["-10%", "0%", "+10%", "+20%"],
            shrinkage: ["6%", "10%", "14%"],
          },
        }

        """)
  ]
}
