/// The names of the files in a plan's folder: a contract with scripts.
public enum PlanFile {
  public static let plan = "plan.json"
  public static let shifts = "shifts.csv"
  public static let activities = "activities.csv"
  public static let coverage = "coverage.csv"
  public static let hours = "hours.csv"
  public static let calendarFolder = "calendars"
  public static let teamCalendar = "team.ics"
  public static let report = "report.html"

  /// Those with one name in every plan, without people's calendars.
  public static let fixed = [plan, shifts, activities, coverage, hours, teamCalendar, report]
}
