// OnusCalendar
