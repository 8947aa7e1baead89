NAME cover_4
ROWS
 N cost
 G row_0
 G row_1
 G row_2
 G row_3
 G row_4
COLUMNS
 MARKER 'MARKER' 'INTORG'
 column_0 cost 11
 column_0 row_0 2
 column_0 row_2 2
 column_1 cost 3
 column_1 row_1 2
 column_1 row_2 2
 column_1 row_3 1
 column_1 row_4 2
 column_2 cost 2
 column_2 row_2 1
 column_3 cost 20
 column_3 row_0 2
 column_3 row_3 2
 column_3 row_4 2
 column_4 cost 16
 column_4 row_0 1
 column_4 row_4 1
 column_5 cost 3
 column_5 row_0 1
 column_6 cost 15
 column_6 row_1 2
 column_6 row_2 1
 column_6 row_3 1
 column_7 cost 10
 column_7 row_1 1
 column_7 row_2 1
 column_7 row_3 1
 column_8 cost 15
 column_8 row_3 2
 column_8 row_4 2
 MARKER 'MARKER' 'INTEND'
RHS
 RHS row_0 3
 RHS row_1 5
 RHS row_2 5
 RHS row_3 3
 RHS row_4 2
BOUNDS
 LO BND column_0 0
 UP BND column_0 7
 LO BND column_1 0
 UP BND column_1 6
 LO BND column_2 0
 UP BND column_2 5
 LO BND column_3 0
 UP BND column_3 5
 LO BND column_4 0
 UP BND column_4 6
 LO BND column_5 0
 UP BND column_5 5
 LO BND column_6 0
 UP BND column_6 6
 LO BND column_7 0
 UP BND column_7 7
 LO BND column_8 0
 UP BND column_8 5
ENDATA
