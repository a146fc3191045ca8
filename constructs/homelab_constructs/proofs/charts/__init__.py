"""Values of charts, against what each chart version takes."""
