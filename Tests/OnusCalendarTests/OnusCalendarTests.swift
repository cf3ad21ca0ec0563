// Tests of OnusCalendar.
