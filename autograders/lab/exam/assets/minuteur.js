// Follows an exam by the server's clock: what is shown runs on between two answers of the server.
const ANNOUNCED_MINUTES = [30, 10, 5, 1];
const ASKING_MS = 10000;

function spokenTime(seconds) {
  const whole = Math.max(0, Math.ceil(seconds));
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  const two = (number) => String(number).padStart(2, "0");
  const rest = `${hours ? two(minutes) : minutes}\u00a0min\u00a0${two(whole % 60)}\u00a0s`;
  return hours ? `${hours}\u00a0h\u00a0${rest}` : rest;
}

// timer: shows the time; status: a live region, which speaks at the announced minutes only.
function followExam({ address, timer, status, changed }) {
  let known = null;
  let askedAt = 0;
  let announced = Infinity;

  const left = () =>
    known.state === "running" ? Math.max(0, known.left_seconds - (performance.now() - askedAt) / 1000) : known.left_seconds;

  function show() {
    if (!known || !known.name) return;
    const seconds = left();
    const words = { running: `Temps restant\u00a0: ${spokenTime(seconds)}`, paused: `En pause\u00a0: ${spokenTime(seconds)} restent` };
    timer.textContent = words[known.state] || "Examen terminé";
    const passed = ANNOUNCED_MINUTES.filter((minutes) => seconds <= minutes * 60);
    const last = passed.length ? Math.min(...passed) : Infinity;
    if (known.state === "running" && last < announced) {
      // A page that is opened late does not announce what is past.
      if (seconds > last * 60 - 30) status.textContent = `Il reste ${last} minute${last > 1 ? "s" : ""}.`;
      announced = last;
    }
    // An announcement of more than a minute ago is no longer true.
    if (status.textContent && seconds < (announced - 1) * 60) status.textContent = "";
    if (known.state === "running" && seconds <= 0) ask();
  }

  async function ask() {
    try {
      const query = known && known.name ? `?name=${encodeURIComponent(known.name)}` : "";
      const response = await fetch(address + query, { credentials: "same-origin", cache: "no-store" });
      if (!response.ok) throw new Error(response.statusText);
      const before = known;
      known = await response.json();
      askedAt = performance.now();
      if (!before || before.state !== known.state || before.name !== known.name) changed(known);
    } catch (error) {
      // The server is being started again, or was ended: the time runs on, and it is asked again.
      console.warn("atelier:", error);
    }
  }

  setInterval(show, 1000);
  setInterval(ask, ASKING_MS);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  return ask().then(show);
}
