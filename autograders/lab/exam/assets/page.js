// The page of an exam under way: its timer; what happens elsewhere, or in time, shows it anew.
const place = document.querySelector("[data-etat]");
if (place) {
  let first = true;
  followExam({
    address: place.dataset.etat,
    timer: document.querySelector("[role=timer]"),
    status: document.querySelector("[role=status]"),
    changed: (exam) => {
      if (!first || exam.state !== place.dataset.state) location.reload();
      first = false;
    },
  });
}
