// NLP.js measured as benches/measure/mod.rs measures us: trained on the same phrases,
// asked the same questions, warm and one by one, with as little else to do as it allows.
// Usage: node nlpjs.js PHRASES.tsv QUESTIONS.txt; prints a row of the table.
'use strict';

const { readFileSync } = require('node:fs');
const { NlpManager } = require('node-nlp');

const WARM = 20;
const COUNTED = 50;

const lines = (file) => readFileSync(file, 'utf8').split('\n').filter(Boolean);

// Other white space in every round: no store of whole questions can answer.
const unheard = (round) => [...round.toString(2)].map((bit) => (bit === '1' ? ' ' : '\t')).join('');

async function trained(phrases) {
  const manager = new NlpManager({
    languages: ['id', 'en'],
    autoSave: false,
    forceNER: false,
    calculateSentiment: false,
    nlu: { log: false },
  });
  for (const [topic, lang, phrase] of phrases) {
    manager.addDocument(lang, phrase, topic === '-' ? 'None' : topic);
  }
  await manager.train();
  return manager;
}

async function main([phraseFile, questionFile]) {
  const phrases = lines(phraseFile).map((line) => line.split('\t'));
  const questions = lines(questionFile);
  const start = performance.now();
  const manager = await trained(phrases);
  const load = performance.now() - start;
  const times = [];
  for (let round = 0; round < WARM + COUNTED; round += 1) {
    for (const question of questions) {
      const text = question + unheard(round);
      const asked = performance.now();
      await manager.process(text);
      if (round >= WARM) times.push((performance.now() - asked) * 1e3);
    }
  }
  times.sort((a, b) => a - b);
  const quantile = (part) => times[Math.floor((times.length - 1) * part)].toFixed(1);
  const resident = process.memoryUsage().rss / 1024 ** 2;
  const { version } = require('node-nlp/package.json');
  console.log([`NLP.js ${version}`, quantile(0.5), quantile(0.99), load.toFixed(0), resident.toFixed(0)].join('\t'));
}

main(process.argv.slice(2));
