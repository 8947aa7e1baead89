/// The entries of the fuzz targets. SwiftPM makes `main` of an executable `Name` an alias of `Name_main`, so libFuzzer's
/// own main cannot be used. A new target is named here and in `FuzzMain.c`.
int FuzzCSV_main(int argc, char **argv);
int FuzzTime_main(int argc, char **argv);
int FuzzCalendar_main(int argc, char **argv);
int FuzzTickets_main(int argc, char **argv);
int FuzzHistory_main(int argc, char **argv);
int FuzzProject_main(int argc, char **argv);
int FuzzPlan_main(int argc, char **argv);
int FuzzFutures_main(int argc, char **argv);
int FuzzTables_main(int argc, char **argv);
int FuzzValues_main(int argc, char **argv);
int FuzzZones_main(int argc, char **argv);
